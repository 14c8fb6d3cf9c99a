"""A NISP export of a handful of records, as texts by path; tests change one thing in it."""

from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path

STATUS = """status:
  uri: https://example.org/a
  history:
    - flag: added
      date: 2020-01-31
      rfcp: 9-1
      version: 10.0
"""
PROFILE_STATUS = STATUS.replace("https://example.org/a", "")
COPY = """profilespec:
  org: acme
  pubnum: P-1
  title: Acme Profiles
  date: 2020-01-01
  version: 1
"""

RECORDS = {
    "organization/acme.md": """element: Organizations
nispid: acme
url: /organization/acme.html
key: acme
short: ACME
long: Acme of Aldoria
uri: https://example.org/
stuff:
  standards:
    owns: 2
    references:
    - acme-1
""",
    "responsibleparty/panel.md": """element: Responsible Party
nispid: panel
url: /responsibleparty/panel.html
key: panel
short: PANEL
long: Panel of Borland
responsible:
  number: 1
  standards:
  - acme-1
""",
    "profilespec/profspec-acme.md": """element: Profilespec
nispid: profspec-acme
url: /profilespec/profspec-acme.html
orgid: acme
pubnum: P-1
psdate: 2020-01-01
title: Acme Profiles
version: 1
note:
uuid: 11111111-1111-4111-8111-111111111111
""",
    "node/T-22222222-2222-4222-8222-222222222222-X.md": """element: node
nispid: T-22222222-2222-4222-8222-222222222222-X
url: /node/T-22222222-2222-4222-8222-222222222222-X.html
parent: null
title: Everything
description: The whole.
level: 0
emUUID: 22222222-2222-4222-8222-222222222222
usage:
  serviceprofiles:
    - spid: talk
      standards:
        - refid: acme-1
        - refid: stanag-1
""",
    "standard/acme-1.md": f"""element: Standard
complete: true
nispid: acme-1
url: /standard/acme-1.html
nisptag: "ACME 1"
orgid: acme
document:
  org: acme
  pubnum: "ACME 1"
  title: "How to talk: basics"
  date: "2011-08"
  version: "1.0"
applicability: >2
    One text.

    Another.

rp: panel
{STATUS}uuid: 33333333-3333-4333-8333-333333333333
coverdocument:
  - stanag-1
consumers:
  - talk
""",
    "coverdoc/stanag-1.md": f"""element: Cover Document
complete: true
nispid: stanag-1
url: /coverdoc/stanag-1.html
nisptag: "STANAG 1"
orgid: acme
document:
  org: acme
  pubnum: "STANAG 1"
  title: "Talking"
  date: "2012-02-29"
  version: ""
coverstandards:
    - refid: acme-1
rp: panel
{STATUS}uuid: 44444444-4444-4444-8444-444444444444
consumers:
  - talk
""",
    "capabilityprofile/acme-all.md": f"""element: Capabilityprofile
nispid: acme-all
url: /capabilityprofile/acme-all.html
title: All of Acme
{COPY}subprofiles:
  - refid: talk
    type: serviceprofile
    title: Talk
{PROFILE_STATUS}uuid: 55555555-5555-4555-8555-555555555555
""",
    "serviceprofile/talk.md": f"""element: Serviceprofile
nispid: talk
url: /serviceprofile/talk.html
sptype: coi
title: Talk
{COPY}description: Talking to each other.
taxonomy:
  - T-22222222-2222-4222-8222-222222222222-X
refgroup:
  - obligation: mandatory
    lifecycle: current
    standards:
      - refid: acme-1
      - refid: stanag-1
    description: Always.
{PROFILE_STATUS}uuid: 66666666-6666-4666-8666-666666666666
parents:
  - refid: acme-all
    type: capabilityprofile
    title: All of Acme
""",
}

Files = dict[str, bytes]


def nisp_files(**changed: tuple[str, str]) -> Files:
    """The records as files; `standard=("old", "new")` replaces a text in the records of that folder."""
    files = {}
    for path, text in RECORDS.items():
        old, new = changed.get(path.split("/")[0], ("", ""))
        assert old in text, f"{old} is not in {path}"
        files[path] = f"---\n{text.replace(old, new) if old else text}---\n".encode()
    return files


def as_folder(folder: Path, files: Files) -> Path:
    """The files unpacked."""
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def as_tar(path: Path, files: Files, mode: str = "w:gz") -> Path:
    """The files as a tar archive."""
    with tarfile.open(path, mode) as tar:  # type: ignore[call-overload]  # any mode
        for name, content in files.items():
            add_to_tar(tar, name, content)
    return path


def add_to_tar(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    """One ordinary file."""
    member = tarfile.TarInfo(name)
    member.size = len(content)
    tar.addfile(member, io.BytesIO(content))


def as_zip(path: Path, files: Files) -> Path:
    """The files as a zip archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path
