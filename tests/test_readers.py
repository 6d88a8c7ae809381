"""Files become documents: what they state of themselves, what is marked, and what is refused."""

import io
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from kg.model import Document, Unread
from kg.readers import READERS, read, read_file

CASES = sorted(folder for folder in Path(__file__).with_name("readers").iterdir() if folder.is_dir())
FIELDS = ("title", "publisher", "published", "url", "license", "language")
STORY = "Envoys meet\n\nThe envoys met in the capital in the morning, and agreed on a date for the next session."


def documents_of(folder: Path) -> tuple[Document, ...]:
    [path] = [path for path in folder.glob("text.*") if path.suffix in READERS]
    return read_file(path)


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_a_text_states_what_a_reader_sees(folder: Path) -> None:
    expected = yaml.safe_load((folder / "expected.yaml").read_text(encoding="utf-8"))
    whole, *items = documents_of(folder)
    text = whole.text
    stated = {name: getattr(whole, name) for name in FIELDS if name in expected}
    assert stated == {name: expected[name] for name in FIELDS if name in expected}
    if "stated" in expected:
        assert {name: span.of(text) for name, span in whole.stated} == expected["stated"]
    assert [[r.kind, r.span.of(text)] for r in whole.regions] == [region[:2] for region in expected["regions"]]
    for region, (_, _, *note) in zip(whole.regions, expected["regions"], strict=True):
        assert not note or region.note == note[0]
    assert [[item.title, item.published] for item in items] == expected.get("items", [])
    assert not [word for word in expected.get("lacks", []) if word in text]


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_items_are_parts_of_their_whole_and_stand_in_it(folder: Path) -> None:
    whole, *items = documents_of(folder)
    for number, item in enumerate(items, 1):
        assert (item.part_of, item.part, item.source) == (whole.id, number, whole.source)
        assert item.text in whole.text
        assert item.text.startswith(f"{item.title}\n")
        assert item.regions[0].span.of(item.text) == item.title


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_regions_are_in_order_and_apart(folder: Path) -> None:
    for document in documents_of(folder):
        assert all(one.span.end <= other.span.start for one, other in pairwise(document.regions))


WORDS = "Phạm, Québec\nline\n"


@pytest.mark.parametrize(
    "data",
    [
        WORDS.replace("\n", "\r\n").encode(),
        WORDS.replace("\n", "\r").encode(),
        WORDS.encode("utf-8-sig"),
        WORDS.encode("utf-16"),
        WORDS.encode("utf-32"),
        WORDS.replace("ạ", "a\u0323").encode(),
    ],
)
def test_every_encoding_gives_the_same_text(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    [document] = read_file(tmp_path / "a.txt")
    assert document.text == WORDS


def test_a_text_of_the_windows_encoding_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("The “talks” in Québec ended – at last.".encode("cp1252"))
    assert read_file(tmp_path / "a.txt")[0].text == "The “talks” in Québec ended – at last."


def test_a_cyrillic_text_is_read_and_marked_as_another_language(tmp_path: Path) -> None:
    words = "Министры иностранных дел двух стран встретились утром в столице и договорились о дате новой встречи. " * 3
    (tmp_path / "a.txt").write_bytes(words.encode("cp1251"))
    [document] = read_file(tmp_path / "a.txt")
    assert document.text == words
    assert [region.kind for region in document.regions] == ["unread"]


BAD = {
    "empty.txt": (b" \n\n", "empty"),
    "binary.txt": (bytes(range(256)) * 40, "binary"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(80), "picture"),
    "nul.txt": (b"The envoys\0met.", "binary"),
    "half.txt": ("The envoys met.".encode("utf-16") + b"\x00", "breaks off"),
    "renamed.txt": (b"%PDF-1.4 ...", "PDF"),
    "huge.txt": (b"The envoys met in the city.\n" * 1_800_000, "50 MB"),
    "scripts.html": (
        b"<html><head><script>draw()</script></head><body><div id='app'></div></body></html>",
        "without text",
    ),
    "menu.html": (
        b"<head><title>News</title></head><nav><a href='/'>Home</a></nav><div id='app'></div>",
        "without text",
    ),
    "switched-off.html": (b"<div id='app'></div><noscript>Please switch JavaScript on.</noscript>", "without text"),
    "damaged.txt": ("The talks in Hà Nội ended. ".encode() + b"\xe1\xbb", "but for byte 30"),
    "broken.pdf": (b"%PDF-1.4\nnothing else", "damaged"),
    "noise.pdf": (b"The envoys met.", "damaged"),
    "broken.docx": (b"PK\x03\x04 and no more", "damaged"),
    "noise.docx": (b"The envoys met.", "damaged"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_named_with_a_remedy_and_the_others_go_on(tmp_path: Path, name: str) -> None:
    data, reason = BAD[name]
    (tmp_path / name).write_bytes(data)
    (tmp_path / "a-good.txt").write_text(STORY)
    (tmp_path / "z-good.txt").write_text(STORY)
    first, bad, last = read(tmp_path)
    assert isinstance(first, Document)
    assert isinstance(last, Document)
    assert isinstance(bad, Unread)
    assert bad.source == name
    assert reason in bad.reason
    assert bad.remedy


@pytest.mark.parametrize(
    ("sidecar", "reason"),
    [
        ("titel: Envoys meet", "'title'"),
        ("colour: red", "the keys are"),
        ("published: March 2024", "2024-03"),
        ("published: 2024-02-30", "day is out of range"),
        ("url: example.org", "https://"),
        ("language: English text", "such as en"),
        ("part: first", "number"),
        ("title: [a, b]", "one line"),
        ("- title", "use the keys"),
        ("title: 'open", "correct"),
    ],
)
def test_a_malformed_sidecar_stops_its_document_alone(tmp_path: Path, sidecar: str, reason: str) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "a.yaml").write_text(sidecar)
    (tmp_path / "b.txt").write_text(STORY)
    bad, good = read(tmp_path)
    assert isinstance(bad, Unread)
    assert isinstance(good, Document)
    assert (bad.source, good.source) == ("a.txt", "b.txt")
    assert "a.yaml" in bad.reason
    assert reason in bad.reason + bad.remedy


def test_a_sidecar_that_is_no_text_stops_its_document_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "a.txt.yaml").write_bytes(b"title: \xff\xfe\xfa")
    [bad] = read(tmp_path)
    assert isinstance(bad, Unread)
    assert "a.txt.yaml" in bad.reason


def test_an_empty_value_of_a_sidecar_takes_a_field_away(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "a.yaml").write_text("title:\n")
    [document] = read_file(tmp_path / "a.txt")
    assert document.title is None
    assert document.stated_at("title") is None


def test_a_folder_is_walked_in_order_and_furniture_is_passed_over(tmp_path: Path) -> None:
    names = ("b/two.txt", "a.txt", "b/one.md", ".hidden.txt", ".git/c.txt", "README.md", "SOURCES.md", "LICENSE.txt")
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(STORY)
    (tmp_path / "a.yaml").write_text("publisher: The Post")
    assert [item.source for item in read(tmp_path)] == ["a.txt", "b/one.md", "b/two.txt"]
    assert [item.source for item in read([tmp_path / "b", tmp_path / "a.txt"])] == ["a.txt", "one.md", "two.txt"]
    assert [item.source for item in read(tmp_path / "b", root=tmp_path)] == ["b/one.md", "b/two.txt"]


def test_other_files_of_a_folder_are_reported(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.xyz").write_text(STORY)
    (tmp_path / "c.yaml").write_text("title: Nothing")
    (tmp_path / "d").write_text(STORY)
    assert [item.source for item in read(tmp_path) if isinstance(item, Unread)] == ["b.xyz", "c.yaml", "d"]


def test_a_path_given_twice_is_read_once_and_a_copy_is_a_document_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "copy.txt").write_text(STORY)
    one, other = read([tmp_path, tmp_path / "a.txt", tmp_path / "." / "copy.txt"])
    assert isinstance(one, Document)
    assert isinstance(other, Document)
    assert (one.source, other.source) == ("a.txt", "copy.txt")
    assert one.content_hash == other.content_hash
    assert one.id != other.id


def test_files_of_one_name_keep_the_folders_that_tell_them_apart(tmp_path: Path) -> None:
    for name in ("north/visit.txt", "south/visit.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(STORY)
    given = [tmp_path / "south", tmp_path / "north"]
    assert [item.source for item in read(given)] == ["north/visit.txt", "south/visit.txt"]
    assert [item.source for item in read(given[::-1])] == ["north/visit.txt", "south/visit.txt"]


def test_a_link_to_nowhere_is_reported(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    [bad] = read(tmp_path)
    assert isinstance(bad, Unread)
    assert bad.source == "a.txt"


@pytest.mark.parametrize(
    ("data", "reader"),
    [(STORY.encode(), "text"), (f"<html><body><p>{STORY}</p></body></html>".encode(), "html")],
)
def test_standard_input_is_read_as_what_it_begins_like(
    monkeypatch: pytest.MonkeyPatch, data: bytes, reader: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    [document] = read_file("-")
    assert (document.source, document.text_from) == ("-", reader)


def test_markdown_front_matter_with_a_slip_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\npublishr: The Post\n---\n" + STORY)
    [bad] = read(tmp_path)
    assert isinstance(bad, Unread)
    assert "'publisher'" in bad.remedy
