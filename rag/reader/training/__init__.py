"""Training the reader: data, negatives, the network, the loss, and the file that is shipped."""
