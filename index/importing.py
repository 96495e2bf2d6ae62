"""One lock around the first import of the large packages that are imported where they are used.

nltk, scipy, llama-index and transformers import each other and themselves in circles. Two threads that
import parts of them for the first time at once see half of a module, or Python breaks their deadlock with an
error; one after the other, both get the whole.
"""

import threading

IMPORTING = threading.RLock()
