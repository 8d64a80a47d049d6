"""What several tests use: small regions, small files, a reader at the page."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
"""The repository."""
