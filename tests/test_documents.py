import re

from dashboard import __version__
from tests.helpers import ROOT

DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/decisions/*.md")]


def test_what_the_documents_link_to_is_there():
    linked = [
        (document.name, target)
        for document in DOCUMENTS
        for target in re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8"))
        if not (document.parent / target).exists()
    ]
    assert linked == []


def test_the_latest_version_of_the_changelog_is_that_of_the_package():
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## \[(.+?)\]", changelog, re.MULTILINE)[:2] == ["Unreleased", __version__]


def test_the_readme_opens_with_a_picture_and_names_both_commands():
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert re.fullmatch(r"!\[.+\]\(docs/screenshot\.png\)", lines[2])
    assert {"make run", "make test"} <= {line.partition("#")[0].strip() for line in lines}
