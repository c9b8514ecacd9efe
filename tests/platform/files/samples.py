"""Real files made in memory, and hostile ones."""

import io
import json
import struct
import zipfile
import zlib

import pyvips
from django.core.files.uploadedfile import SimpleUploadedFile

GPX = b'<?xml version="1.0"?><gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1"></gpx>'
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def upload(content, name="file.bin", content_type="application/octet-stream"):
    return SimpleUploadedFile(name, content, content_type)


def picture(extension="png", width=60, height=40):
    return (pyvips.Image.black(width, height, bands=3) + 90).cast("uchar").write_to_buffer(f".{extension}")


def moving_picture(frames=3):
    strip = (pyvips.Image.black(20, 20 * frames, bands=3) + pyvips.Image.xyz(20, 20 * frames)[1]).cast(
        "uchar"
    )
    strip = strip.copy()
    strip.set_type(pyvips.GValue.gint_type, "page-height", 20)
    return strip.write_to_buffer(".gif")


def bomb(width=50_000, height=50_000):
    """A PNG of a few bytes that declares billions of pixels."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b""))
        + chunk(b"IEND", b"")
    )


def archive(members=None, compression=zipfile.ZIP_DEFLATED):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", compression) as target:
        for name, content in (members or {"felt.txt": b"felt"}).items():
            target.writestr(name, content)
    return packed.getvalue()


def word(extra=None):
    return archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>", **(extra or {})})


def open_document():
    return archive(
        {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}, zipfile.ZIP_STORED
    )


def encrypted_archive():
    content = bytearray(archive())
    content[6] |= 1  # the flag in the member's own header
    position = content.rindex(b"PK\x01\x02")
    content[position + 8] |= 1
    return bytes(content)


def mp4():
    return (
        b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41" + b"\x00\x00\x00\x08free" + b"\x01" * 300
    )


def mp3():
    return b"ID3\x04\x00\x00\x00\x00\x00\x00" + b"\xff\xfb\x90\x64" * 200


def ogg():
    return b"OggS\x00\x02" + b"\x00" * 22 + b"\x01vorbis" + b"\x00" * 100


def wav():
    return b"RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00" + b"\x01\x00" * 8 + b"data" + b"\x00" * 4


def webm():
    head = "1a45dfa39f4286810142f7810142f2810442f381084282847765626d"
    return bytes.fromhex(head) + b"\1" * 99


JSON = json.dumps({"type": "FeatureCollection", "features": []}).encode()
