"""Made-up initiatives: what is measured on them must be what runs on real ones."""

from benchmarks.region import synthetic_atlas


def test_made_up_tables_have_the_columns_and_kinds_of_the_real_ones(atlas):
    made_up = synthetic_atlas(atlas, 50).catalogue
    for name in ("initiatives", "places"):
        real, made = getattr(atlas.catalogue, name), getattr(made_up, name)
        assert dict(made.dtypes.astype(str)) == dict(real.dtypes.astype(str)), name
    assert list(made_up.initiatives["somewhere_codes"][:2]) == [(), ()]
