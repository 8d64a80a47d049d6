"""Where new places would reach most people: maximal covering location."""
