import numpy as np

from dashboard.data.duplicates.candidates import MOST_SHARED, border_cells, pairs_sharing


def paired(area, words, source):
    row = np.repeat(np.arange(len(words)), [len(of) for of in words])
    word = np.array([number for of in words for number in of])
    left, right = pairs_sharing(np.array(area), row, word, np.array(source))
    return list(zip(left.tolist(), right.tolist(), strict=True))


def test_records_of_two_sources_that_share_words_of_one_area_are_a_pair_once():
    words = [[0, 1], [0, 1], [1], [2], [0]]
    assert paired([7, 7, 7, 7, 8], words, [0, 1, 0, 1, 1]) == [(0, 1), (1, 2)]
    assert paired([-1, -1], [[0], [0]], [0, 1]) == []


def test_a_word_too_many_records_share_pairs_none():
    for count, pairs in ((MOST_SHARED, MOST_SHARED**2 // 4), (MOST_SHARED + 1, 0)):
        assert len(paired([0] * count, [[0]] * count, [n % 2 for n in range(count)])) == pairs


def test_neighbours_across_a_border_share_a_cell_of_some_grid():
    x = np.array([399.0, 599.0, 5000.0, 5001.0, np.nan])
    communes = np.array([0, 1, 2, 2, 3])
    grids = border_cells(x, np.zeros(5), communes)
    assert any(cells[0] == cells[1] >= 0 for cells in grids)
    assert all((cells[2:] == -1).all() for cells in grids)
