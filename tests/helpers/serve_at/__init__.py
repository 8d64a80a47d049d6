"""A server at a set time, run as the dashboard is: what a ``__main__`` spawns does not import it."""
