"""Python imports this at start where it finds it: the guard for processes that tests start."""

import network_guard

network_guard.install()
