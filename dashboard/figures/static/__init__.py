"""Pictures for files and paper, as SVG."""
