"""The hand-written catalogue ``data/initiatives/``: what it must hold, its checks, its tables."""

from dashboard.data.catalogue.checks import check_catalogue
from dashboard.data.catalogue.known import Box, TerritoryCodes
from dashboard.data.catalogue.read import Catalogue, read_catalogue

__all__ = ["Box", "Catalogue", "TerritoryCodes", "check_catalogue", "read_catalogue"]
