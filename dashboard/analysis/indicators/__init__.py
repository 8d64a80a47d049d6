"""Numbers of territories: counted, put in classes, put in order."""
