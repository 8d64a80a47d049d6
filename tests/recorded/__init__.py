"""Every answer of the program written down, so that two states of the code can be compared.

``python -m tests.recorded FOLDER`` writes what pages, callbacks, downloads and commands answer;
``diff -r BEFORE AFTER`` tells what has changed.
"""
