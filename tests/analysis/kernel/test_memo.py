from dashboard.analysis.kernel.memo import Memo


def test_an_answer_is_computed_once_and_the_oldest_forgotten_first() -> None:
    asked: list[str] = []

    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    memo: Memo[int] = Memo(size=2)
    for word in ["a", "bb", "a", "ccc", "a", "bb"]:
        assert memo.recall(word, lambda word=word: length(word)) == len(word)
    assert asked == ["a", "bb", "ccc", "bb"]
