"""Small PDFs, made by hand so that no test depends on a program that writes them."""

import base64

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def pdf(*texts, size=(960, 540)):
    """A PDF with a page for each text, its lines one below the other; `size` in points."""
    width, height = size
    count = len(texts)
    kids = b" ".join(b"%d 0 R" % (4 + 2 * at) for at in range(count))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, count), FONT]
    for at, text in enumerate(texts):
        lines = b" T* ".join(b"(%b) Tj" % line.encode("latin-1") for line in text.split("\n"))
        content = b"BT /F1 40 Tf 48 TL 60 %d Td %b ET" % (height - 90, lines)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %.1f %.1f]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
            % (width, height, 5 + 2 * at)
        )
        objects.append(b"<</Length %d>>stream\n%b\nendstream" % (len(content), content))
    file, places = b"%PDF-1.4\n", []
    for number, what in enumerate(objects, start=1):
        places.append(b"%010d 00000 n \n" % len(file))
        file += b"%d 0 obj%b endobj\n" % (number, what)
    table = b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(places) + 1, b"".join(places))
    return file + table + b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, len(file))


EMPTY = pdf()
# PDFium takes this one for damaged: it has no table of its objects either.
EMPTY_OTHERWISE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<<\n/Type /Pages\n/Count 0\n/Kids [ ]\n>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)
BROKEN = b"%PDF-1.7\nnothing of what a PDF holds\n%%EOF\n"
# One blank page behind the password "secret", written by pypdf 6 (RC4, 128 bits).
LOCKED = base64.b64decode(
    b"JVBERi0xLjMKJeLjz9MKMSAwIG9iago8PAovUHJvZHVjZXIgPDM0NmFlYTIzMDc+Cj4+CmVuZG9iagoyIDAgb2JqCjw8Ci9UeXBlIC9QYWdl"
    b"cwovQ291bnQgMQovS2lkcyBbIDQgMCBSIF0KPj4KZW5kb2JqCjMgMCBvYmoKPDwKL1R5cGUgL0NhdGFsb2cKL1BhZ2VzIDIgMCBSCj4+CmVu"
    b"ZG9iago0IDAgb2JqCjw8Ci9UeXBlIC9QYWdlCi9SZXNvdXJjZXMgPDwKPj4KL01lZGlhQm94IFsgMC4wIDAuMCA3MiA3MiBdCi9QYXJlbnQg"
    b"MiAwIFIKPj4KZW5kb2JqCjUgMCBvYmoKPDwKL1YgMgovUiAzCi9MZW5ndGggMTI4Ci9QIDQyOTQ5NjcyOTIKL0ZpbHRlciAvU3RhbmRhcmQK"
    b"L08gPDBlNTIyOTI1YTNlNGU4NzRjM2NmYWNiZWY1MTFhNzNhYzRlYzJiZDg2NWRjZDNkNDYyNzYxNDkxN2FiZmQ3ZTQ+Ci9VIDxkZWRlMmU2"
    b"YTJmMTlmM2I2NTMwOGQ0MzY3OGUzZjdjZTI4YmY0ZTVlNGU3NThhNDE2NDAwNGU1NmZmZmEwMTA4Pgo+PgplbmRvYmoKeHJlZgowIDYKMDAw"
    b"MDAwMDAwMCA2NTUzNSBmIAowMDAwMDAwMDE1IDAwMDAwIG4gCjAwMDAwMDAwNTkgMDAwMDAgbiAKMDAwMDAwMDExOCAwMDAwMCBuIAowMDAw"
    b"MDAwMTY3IDAwMDAwIG4gCjAwMDAwMDAyNTkgMDAwMDAgbiAKdHJhaWxlcgo8PAovU2l6ZSA2Ci9Sb290IDMgMCBSCi9JbmZvIDEgMCBSCi9J"
    b"RCBbIDw3OTEyOWVjOWE4NGZjZGVlZTUyNjAwNTNkYzQ5MThmZD4gPDc5MTI5ZWM5YTg0ZmNkZWVlNTI2MDA1M2RjNDkxOGZkPiBdCi9FbmNy"
    b"eXB0IDUgMCBSCj4+CnN0YXJ0eHJlZgo0NzQKJSVFT0YK"
)
