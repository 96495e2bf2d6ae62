"""How people meet Groundwire: the command line and the page."""
