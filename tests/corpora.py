"""Fixtures for the real collections: archives beside the checkout, unpacked once per run, never committed."""

import fcntl
import os
import tarfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
ARCHIVES = Path(os.environ.get("NEWSROOM_CORPORA") or CHECKOUT.parent / "shared" / "corpus")


@pytest.fixture(scope="session")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Name the folder that the collections of this run are unpacked to, one for all of its workers."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "corpora"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def azure_sample(unpacked: Path) -> Path:
    """Give the collection of 1,678 files with 52,140 related links."""
    return collection("azure-sample", unpacked)


@pytest.fixture(scope="session")
def powerapps(unpacked: Path) -> Path:
    """Give the collection of 674 files, with the original site's API and its providers' logos."""
    return collection("powerapps", unpacked)


@pytest.fixture(scope="session")
def powerapps_2021(unpacked: Path) -> Path:
    """Give the same collection three years earlier: 192 files."""
    return collection("powerapps-2021", unpacked)


@pytest.fixture(scope="session")
def powerapps_archive() -> Path:
    """Give the archive of `powerapps` itself."""
    return archive_of("powerapps")


def archive_of(name: str) -> Path:
    """Give the archive of the collection `name`; skip where it is absent."""
    archive = ARCHIVES / f"{name}.tar.xz"
    if not archive.is_file():
        pytest.skip(f"{archive.name} is not in {ARCHIVES}; set NEWSROOM_CORPORA to the folder that has it")
    return archive


def collection(name: str, unpacked: Path) -> Path:
    """Unpack the archive of `name`, unless another worker has, and give its folder; skip where absent."""
    archive = archive_of(name)
    done = unpacked / f"{name}.done"
    with (unpacked / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            with tarfile.open(archive) as tar:
                # Early releases of Python 3.11 have no filters, later ones warn without.
                tar.extraction_filter = getattr(tarfile, "data_filter", lambda member, path: member)
                tar.extractall(unpacked)
            done.touch()
    return unpacked / name
