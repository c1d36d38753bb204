"""The exit codes of the command line, as the contract numbers them."""

OK, FAILED, USAGE, NO_DATA, MODEL_FAILED, NOT_HELD = 0, 1, 2, 3, 4, 5
INTERRUPTED, READER_GONE, TERMINATED = 130, 141, 143
