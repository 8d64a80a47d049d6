"""Published formats, one small file each: how it is recognised and read."""
