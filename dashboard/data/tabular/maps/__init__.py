"""Tables in maps: KML, GPX, GeoPackage, uMap."""
