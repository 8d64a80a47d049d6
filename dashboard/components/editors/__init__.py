"""Pages for editors: plain HTML that works without scripts, written from templates."""
