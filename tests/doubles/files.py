"""Small files of complex kinds, made byte by byte so that a test says what is in them."""

import zipfile
import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf(*pages: str, title: str = "", compressed: bool = False) -> bytes:
    """Return a PDF whose pages have these lines, in 12 points from the top."""
    return pdf_of([drawn(page) for page in pages], title, compressed)


def drawn(page: str, before: str = "") -> bytes:
    """Return the drawing operations of lines of text; `before` stands in front of them."""
    lines = [line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") for line in page.split("\n")]
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    return f"BT {before} /F1 12 Tf 14 TL 72 720 Td {shown} ET".encode("cp1252")


def pdf_of(contents: Sequence[bytes], title: str = "", compressed: bool = False) -> bytes:
    """Return a PDF with one page for each content stream."""
    count = len(contents)
    kids = " ".join(f"{4 + 2 * k} 0 R" for k in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {count} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for k, content in enumerate(contents):
        packed = zlib.compress(content, 9) if compressed else content
        filtered = "/Filter /FlateDecode " if compressed else ""
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * k} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(f"<< {filtered}/Length {len(packed)} >>\nstream\n".encode() + packed + b"\nendstream")
    objects.append(f"<< /Title ({title}) >>".encode())
    return _assembled(objects)


def _assembled(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places: list[int] = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\n".encode()
    return bytes(out + f"startxref\n{start}\n%%EOF".encode())


def docx(body: str, title: str = "", parts: Mapping[str, bytes] | None = None, head: str = "") -> bytes:
    """Return a DOCX with this inside of its body; `head` stands before the document's root."""
    document = f'<?xml version="1.0"?>{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    core = f'<core xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></core>'
    return archive({"word/document.xml": document.encode(), "docProps/core.xml": core.encode(), **(parts or {})})


def paragraph(words: str, style: str = "", run: str = "") -> str:
    """Return a paragraph of one run."""
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{styled}<w:r>{f'<w:rPr>{run}</w:rPr>' if run else ''}<w:t>{words}</w:t></w:r></w:p>"


def table(*rows: Sequence[str]) -> str:
    """Return a table of paragraphs."""
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def archive(parts: Mapping[str, bytes]) -> bytes:
    """Return a ZIP archive of these parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()
