"""The search box: what can be found, and how typed words are matched."""
