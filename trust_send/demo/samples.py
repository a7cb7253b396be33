"""Write exports of the demo trust as MIS and DfE make it: `python -m trust_send.demo.samples [--on DATE] [FOLDER]`."""

import argparse
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from trust_send.demo.dfe_files import census_return, joiners_ctf
from trust_send.demo.exported import exported
from trust_send.demo.gias_sample import gias_csv
from trust_send.demo.next_week import a_week_later
from trust_send.demo.places import BRACKENBY, FERNHOLLOW
from trust_send.demo.plan import Trust
from trust_send.demo.vendors import arbor_xlsx, bromcom_csv, plain_csv, sims_csv
from trust_send.demo.world import DEFAULT_SEED, build_world

SAMPLES = Path(__file__).resolve().parent.parent.parent / "samples"
SAMPLES_ON = date(2026, 11, 13)
STRANGERS_SCHOOL = "st-wennas"  # a row of its pupils strays into next week's file


def samples(trust: Trust, *, on: date, seed: int) -> dict[str, bytes]:
    """Every sample by file name, made of one trust on one day."""
    week = on + timedelta(days=7)
    stranger = exported(trust, STRANGERS_SCHOOL, on)[5]
    now, later = {}, {}
    for key in (BRACKENBY, FERNHOLLOW):
        now[key] = exported(trust, key, on)
        again = exported(trust, key, on)
        laestab = trust.school(key).laestab
        later[key] = a_week_later(again, on=week, laestab=laestab, stranger=stranger, seed=seed)
    return {
        "brackenby_sims.csv": sims_csv(now[BRACKENBY], made_on=on),
        "brackenby_sims_next_week.csv": sims_csv(later[BRACKENBY], made_on=week, with_mark=True),
        "brackenby_arbor.xlsx": arbor_xlsx(now[BRACKENBY], school=trust.school(BRACKENBY).name, made_on=on),
        "brackenby_bromcom.csv": bromcom_csv(now[BRACKENBY]),
        "brackenby_plain.csv": plain_csv(now[BRACKENBY]),
        "fernhollow_arbor.xlsx": arbor_xlsx(now[FERNHOLLOW], school=trust.school(FERNHOLLOW).name, made_on=on),
        "fernhollow_arbor_next_week.xlsx": arbor_xlsx(
            later[FERNHOLLOW], school=trust.school(FERNHOLLOW).name, made_on=week
        ),
        "fernhollow_joiners_ctf.xml": joiners_ctf(trust.school(FERNHOLLOW), made_on=on),
        "brackenby_census.xml": census_return(now[BRACKENBY], school=trust.school(BRACKENBY), on=on),
        "gias_schools.csv": gias_csv(trust),
    }


def write_samples(folder: Path, *, on: date = SAMPLES_ON, seed: int = DEFAULT_SEED) -> list[Path]:
    """Write all samples into a folder; the answer is what was written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, content in samples(build_world(seed, on).trusts[0], on=on, seed=seed).items():
        path = folder / name
        path.write_bytes(content)
        written.append(path)
    return written


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the samples where the command line says."""
    parser = argparse.ArgumentParser(description="Exports of the demo trust in the shape of each MIS.")
    parser.add_argument("folder", nargs="?", type=Path, default=SAMPLES)
    parser.add_argument("--on", type=date.fromisoformat, default=SAMPLES_ON, help="the day they are made for")
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED)
    asked = parser.parse_args(arguments)
    for path in write_samples(asked.folder, on=asked.on, seed=asked.seed):
        print(path)  # noqa: T201 -- a command


if __name__ == "__main__":
    main()
