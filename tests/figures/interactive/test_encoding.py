import base64
import struct

import numpy as np
import pytest

from dashboard.figures.interactive.encoding import typed_array


@pytest.mark.parametrize(
    ("dtype", "name", "form"),
    [
        ("uint8", "u1", "B"),
        ("uint16", "u2", "H"),
        ("int32", "i4", "i"),
        ("float32", "f4", "f"),
        ("float64", "f8", "d"),
        (">i4", "i4", "i"),
        (">f8", "f8", "d"),
    ],
)
def test_values_come_back_little_endian(dtype, name, form):
    encoded = typed_array(np.array([3, 0, 200], dtype=dtype))
    assert encoded["dtype"] == name
    assert struct.unpack(f"<3{form}", base64.b64decode(encoded["bdata"])) == (3, 0, 200)


def test_part_of_an_array_is_encoded_as_it_is_read():
    encoded = typed_array(np.array([1, 2, 3, 4], dtype="uint8")[::-2])
    assert list(base64.b64decode(encoded["bdata"])) == [4, 2]


def test_no_value_is_an_empty_text():
    assert typed_array(np.zeros(0, dtype="uint8")) == {"dtype": "u1", "bdata": ""}


def test_a_type_the_browser_does_not_know_is_refused():
    with pytest.raises(KeyError, match="int64"):
        typed_array(np.array([1], dtype="int64"))
