"""The identifiers of the page's parts, each spelled once. The scripts in ``assets/`` know them too."""

from __future__ import annotations

# Stores: the whole selection, and what of it the map and the listing must draw again.
SELECTION = "selection"
MAP_REQUEST = "map-request"
LISTING_REQUEST = "listing-request"
COMMITTED = "committed"
MAP_MARKUP = "map-markup"
LISTING_MARKUP = "listing-markup"

# Controls.
SEARCH = "recherche"
LEVEL = "niveau"
INDICATOR = "indicateur"
COUNTING = "compte"
THEMES = "themes"
PUBLICS = "publics"
YEARS = "annees"
WIDE = "elargi"
POINTS = "points"
VIEW = "vue"

# Parts that answers fill.
MAP = "carte"
MAP_TITLE = "titre-carte"
MAP_FILTERS = "filtres-carte"
MAP_SENTENCE = "phrase-carte"
LEGEND = "legende"
MAP_ABSENT = "carte-absente"
LISTING = "tableau"
RESULT_COUNT = "nombre-resultats"
PANEL = "fiche"
NOTICE = "message"
ALERT = "alerte"
TRIAL = "essai-fichier"

# Landmarks that links lead to.
CONTENT = "contenu"
AFTER_MAP = "apres-carte"
