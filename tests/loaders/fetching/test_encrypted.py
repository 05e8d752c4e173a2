import shutil
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from .downloading import BODY, Downloads, remote_at
from .faulty_server import Script, faulty_server, whole

pytestmark = pytest.mark.skipif(
    shutil.which("openssl") is None, reason="openssl, which makes the certificate, is not installed"
)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    options = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -batch"
    name = ["-subj", "/CN=test", "-addext", "subjectAltName=IP:127.0.0.1"]
    files = ["-keyout", str(path), "-out", str(path.with_suffix(".crt"))]
    command = ["openssl", *options.split(), *name, *files]
    subprocess.run(command, check=True, capture_output=True)
    path.write_bytes(path.read_bytes() + path.with_suffix(".crt").read_bytes())
    return path


@pytest.fixture(scope="module")
def server(certificate: Path) -> Iterator[Script]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with faulty_server(context) as script:
        yield script


def test_a_trusted_server_is_read(
    server: Script, certificate: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    downloads = Downloads(tmp_path)

    downloads.get(remote_at(server.at("/mondo.json", whole(BODY))))

    assert downloads.visible() == {"mondo.json": BODY}


def test_a_server_that_nobody_vouches_for_is_refused(server: Script, tmp_path: Path) -> None:
    downloads = Downloads(tmp_path)
    address = server.at("/mondo.json", whole(BODY))

    assert "the certificate is not trusted" in downloads.failure(remote_at(address))
    assert downloads.told.slept == []


def test_a_redirect_out_of_encryption_is_refused(
    server: Script, certificate: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    downloads = Downloads(tmp_path)
    with faulty_server() as plain:
        open_address = plain.at("/mondo.json", whole(BODY))
        address = server.at("/moved", whole(b"", 302, Location=open_address))

        problem = downloads.failure(remote_at(address))

        assert f"redirected from https to {open_address}: expected https" in problem
        assert plain.requests == []
