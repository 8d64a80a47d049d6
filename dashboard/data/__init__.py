"""Reading, checking and writing: the only room that opens files or sockets."""
