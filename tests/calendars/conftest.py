from collections.abc import Iterator

import pytest
from exported import JOBCENTER, ROOT, export
from foreign_readers import READERS, IcalJs, Reader

TERMINE = 'gruppentermine = [{ wochentag = "Montag", beginn = 09:00:00, ort = "Raum 1, Süd; links", teilnehmer = 3 }]'


@pytest.fixture(scope="session", autouse=True)
def _node_ends() -> Iterator[None]:
    yield
    for reader in READERS:
        if isinstance(reader, IcalJs):
            reader.close()


@pytest.fixture(scope="session", params=READERS, ids=lambda r: r.name)
def reader(request: pytest.FixtureRequest) -> Reader:
    return request.param


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """The calendars of each sample."""
    return {
        jobcenter: export(
            ROOT / "examples" / f"{jobcenter}.csv", jobcenter, tmp_path_factory.mktemp(jobcenter), TERMINE
        )
        for jobcenter in JOBCENTER
    }
