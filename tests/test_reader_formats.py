"""PDF, Word and web files, made here and read again; folders that may not be read; the documents of the first users."""

import io
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import docx
import pytest

from kg.errors import ReadError
from kg.model import Document, Unread
from kg.readers import read, read_file
from kg.readers.dates import dates_in

SHARED = Path(__file__).resolve().parents[2] / "shared" / "documents"


def pdf(*pages: list[str]) -> bytes:
    """A PDF whose pages show these lines in Helvetica; a page without lines has no text layer."""
    kids = " ".join(f"{3 + 2 * number} 0 R" for number in range(len(pages)))
    bodies = [b"<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode()]
    font = "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >> >>"
    for number, shown in enumerate(pages):
        page = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {4 + 2 * number} 0 R /Resources {font} >>"
        )
        words = "".join(f"({line}) Tj T* " for line in shown).encode("cp1252")
        stream = b"BT /F1 11 Tf 14 TL 72 720 Td " + words + b"ET"
        bodies += [page.encode(), b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size, start = len(bodies) + 1, len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return out + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)


def test_the_lines_of_a_pdf_become_paragraphs_and_broken_words_are_joined(tmp_path: Path) -> None:
    first = [
        "Envoys meet in Québec",
        "QUEBEC CITY, 5 March 2024 \\(AP\\) - The Secretary-",
        "General of the organization opened the fourth ses-",
        "sion on Tuesday and met the foreign minister in a high-",
        "level meeting.",
        "The session will last",
        "1",
    ]
    (tmp_path / "a.pdf").write_bytes(pdf(first, ["It ends on Friday, the secretariat said in its note."]))
    [document] = read_file(tmp_path / "a.pdf")
    assert document.text.split("\n") == [
        "Envoys meet in Québec",
        "QUEBEC CITY, 5 March 2024 (AP) - The Secretary-General of the organization opened the fourth session on "
        "Tuesday and met the foreign minister in a high-level meeting.",
        "The session will last",
        "1",
        "It ends on Friday, the secretariat said in its note.",
    ]
    assert (document.title, document.published) == ("Envoys meet in Québec", "2024-03-05")
    assert document.publisher == "Associated Press"
    assert [region.kind for region in document.regions] == ["title", "dateline", "navigation"]


def test_a_scanned_pdf_is_unread_with_its_remedy(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(pdf([], []))
    with pytest.raises(ReadError, match=r"scan\.pdf: no text layer on any of its 2 pages: a scan; run an OCR tool"):
        read_file(tmp_path / "scan.pdf")


def test_a_scanned_page_among_others_is_reported_beside_the_document(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(["The envoys met in the morning."], []))
    document, unread = read(tmp_path)
    assert isinstance(document, Document)
    assert isinstance(unread, Unread)
    assert "page 2" in unread.reason


def test_a_pdf_under_a_password_is_refused(tmp_path: Path) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(["The envoys met."]))))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "a.pdf")
    with pytest.raises(ReadError, match="password"):
        read_file(tmp_path / "a.pdf")


def word(**properties: str) -> bytes:
    document = docx.Document()
    for name, value in properties.items():
        setattr(document.core_properties, name, value)
    document.add_paragraph("Press release 24/117, Brussels, 5 March 2024")
    document.add_paragraph("Council adopts conclusions", style="Title")
    document.add_paragraph("The Council adopted conclusions on the treaty, which it will open for ratification.")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Parties", "12"
    document.add_paragraph("The treaty has twelve parties.")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_a_word_document_gives_paragraphs_title_date_and_marks_its_table(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(word(language="en-GB", title="Not this"))
    [document] = read_file(tmp_path / "a.docx")
    assert (document.title, document.published) == ("Council adopts conclusions", "2024-03-05")
    assert document.language == "en-GB"
    assert [(region.kind, region.span.of(document.text)) for region in document.regions] == [
        ("metadata", "Press release 24/117, Brussels, 5 March 2024"),
        ("title", "Council adopts conclusions"),
        ("unread", "Parties\t12"),
    ]


def test_a_web_page_in_another_encoding_is_read_by_its_own_word(tmp_path: Path) -> None:
    words = "Переговоры в столице"
    page = f"<html><head><meta charset='windows-1251'></head><body><p>{words}</p></body></html>"
    (tmp_path / "a.html").write_bytes(page.encode("cp1251"))
    assert read_file(tmp_path / "a.html")[0].text == words


def test_a_web_page_without_a_stated_date_has_none(tmp_path: Path) -> None:
    page = "<html><body><h1>Envoys meet</h1><p>The envoys met on 3 May 2019 in the capital.</p></body></html>"
    (tmp_path / "a.html").write_text(page)
    assert read_file(tmp_path / "a.html")[0].published is None


READ = """
import json, os, sys
from kg.readers import read
from kg.readers.wording import wording
wording()
if os.geteuid() == 0:  # root may read everything
    os.setuid(65534)
print(json.dumps([[type(item).__name__, item.source, getattr(item, "reason", "")] for item in read(sys.argv[1])]))
"""


def test_a_folder_and_a_file_that_may_not_be_read_are_reported() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path in (folder / "locked" / "a.txt", folder / "good.txt", folder / "shut.txt"):
            path.parent.mkdir(exist_ok=True)
            path.write_text("The envoys met.")
        folder.chmod(0o755)
        (folder / "locked").chmod(0)
        (folder / "shut.txt").chmod(0)
        done = subprocess.run([sys.executable, "-c", READ, name], capture_output=True, text=True, check=False)
        locked = str(folder / "locked")
        alone = subprocess.run([sys.executable, "-c", READ, locked], capture_output=True, text=True, check=False)
        (folder / "locked").chmod(0o755)
    assert done.returncode == 0, done.stderr
    items = json.loads(done.stdout)
    assert [item[:2] for item in items] == [["Document", "good.txt"], ["Unread", "locked"], ["Unread", "shut.txt"]]
    assert "Permission denied" in items[1][2]
    assert [item[:2] for item in json.loads(alone.stdout)] == [["Unread", locked]]


def table_of(path: Path) -> dict[str, tuple[str | None, ...]]:
    """File, publisher, title and date of each row; what is "not given" is None, remarks in parentheses are left out."""
    rows = [
        [cell.strip() for cell in line.strip("| \n").split("|")] for line in path.read_text().split("\n") if "`" in line
    ]
    given = {
        row[0].strip("`"): [None if cell.startswith("not given") else cell.split(" (")[0] for cell in row[1:]]
        for row in rows
        if len(row) == 4
    }
    return {name: (row[0], row[1], row[2] and dates_in(row[2])[0].iso) for name, row in given.items()}


@pytest.mark.skipif(not SHARED.is_dir(), reason="the documents of the first users stand beside the checkout, not in it")
def test_the_documents_of_the_first_users_state_what_their_table_says() -> None:
    documents = [item for item in read(SHARED) if isinstance(item, Document)]
    wholes = {item.source: (item.publisher, item.title, item.published) for item in documents if not item.part}
    assert wholes == table_of(SHARED / "SOURCES.md")
    items = [item for item in documents if item.part]
    assert {(item.source, item.published) for item in items} == {("vna-remarks.txt", "2025-12-15")}
    assert [item.part for item in items] == list(range(1, 19))
