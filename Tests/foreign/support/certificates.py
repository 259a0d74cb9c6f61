# SPDX-License-Identifier: Apache-2.0
"""An authority of a test's own, and certificates by it, made by the openssl command."""

import dataclasses
import pathlib
import subprocess

KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]


def openssl(*arguments):
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)


@dataclasses.dataclass
class Files:
    certificate: pathlib.Path
    key: pathlib.Path


class Authority:
    def __init__(self, folder, name="authority"):
        self.folder = pathlib.Path(folder)
        self.file = self.folder / f"{name}.pem"
        self.key = self.folder / f"{name}.key"
        openssl("req", "-x509", *KEY, "-days", 2, "-subj", f"/CN={name}", "-keyout", self.key, "-out", self.file)

    def issue(self, name, subject="/CN=localhost", names="DNS:localhost,IP:127.0.0.1"):
        """A certificate in files of a name; those that are there are replaced."""
        files = Files(self.folder / f"{name}.pem", self.folder / f"{name}.key")
        request, extensions = self.folder / f"{name}.csr", self.folder / f"{name}.ext"
        extensions.write_text(f"subjectAltName={names}\n")
        openssl("req", *KEY, "-subj", subject, "-keyout", files.key, "-out", request)
        openssl("x509", "-req", "-in", request, "-CA", self.file, "-CAkey", self.key, "-CAcreateserial", "-days", 2,
                "-extfile", extensions, "-out", files.certificate)
        return files
