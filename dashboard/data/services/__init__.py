"""The services shipped with the program: built from a registry package, read beside what is imported."""
