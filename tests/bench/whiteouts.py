"""whiteouts.py ARCHIVE [--hides] - writes an image whose upper layer hides what the lower one holds.

A reader that searches all files for each whiteout needs a time that is their product, here eight million looks.
"""
import hashlib
import io
import json
import sys
import tarfile
from pathlib import Path

DIRECTORIES, FILES_IN_EACH = 400, 50
CONTENT = bytes(1000)


def _layer(entries):
    """The bytes of a layer; entries are (path, content), with None for a directory."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for path, content in entries:
            entry = tarfile.TarInfo(path)
            if content is None:
                entry.type, entry.mode = tarfile.DIRTYPE, 0o755
            else:
                entry.size = len(content)
            tar.addfile(entry, None if content is None else io.BytesIO(content))
    return buffer.getvalue()


def _lower():
    for directory in range(DIRECTORIES):
        yield f"data/{directory:03}", None
        for number in range(FILES_IN_EACH):
            yield f"data/{directory:03}/file-{number:02}", CONTENT


def _upper(prefix):
    for directory in range(DIRECTORIES):
        yield f"data/{prefix}{directory:03}", b""


def write(path, hides):
    """Writes a docker archive of 20,000 files below 400 whiteouts, or, unless it `hides`, below 400 empty files."""
    layers = [_layer(_lower()), _layer(_upper(".wh." if hides else "no-"))]
    digests = [hashlib.sha256(layer).hexdigest() for layer in layers]
    config = json.dumps({
        "architecture": "amd64", "os": "linux", "config": {},
        "rootfs": {"type": "layers", "diff_ids": [f"sha256:{digest}" for digest in digests]},
        "history": [{"created_by": "lower"}, {"created_by": "upper"}],
    }).encode()
    name = hashlib.sha256(config).hexdigest() + ".json"
    manifest = json.dumps([{
        "Config": name, "RepoTags": ["whiteouts:latest"], "Layers": [f"{digest}/layer.tar" for digest in digests],
    }]).encode()
    files = [(f"{digest}/layer.tar", layer) for digest, layer in zip(digests, layers)]
    path.write_bytes(_layer(files + [(name, config), ("manifest.json", manifest)]))


if __name__ == "__main__":
    write(Path(sys.argv[1]), "--hides" in sys.argv[2:])
