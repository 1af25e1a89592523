"""The command as a user meets it: exit codes, streams, documents."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet
import pytest

from sim.campaign.ledger import BrokenIdentity
from sim.campaign.record import TABLES, Record
from sim.cli.command import answer
from sim.results import open_results
from sim.scenario.scenario import Scenario

TINY = str(Path(__file__).parents[1] / "scenario" / "tiny.yaml")
FEW = ("--jobs", "1", "--reps", "2")
RUN = ("run", TINY, *FEW)


class Answer(NamedTuple):
    code: int
    out: str
    err: str


Ask = Callable[..., Answer]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Ask:
    """Give the command, in an empty folder, and get what it answers."""
    monkeypatch.chdir(tmp_path)

    def give(*args: str) -> Answer:
        code = answer(args)
        return Answer(code, *capsys.readouterr())

    return give


def nothing_written(folder: Path) -> bool:
    return list(folder.iterdir()) == []


def test_run_prints_measures_and_says_where_the_files_are(ask: Ask, tmp_path: Path) -> None:
    code, out, err = ask(*RUN)

    assert (code, err) == (0, "")
    assert "strike sorties" in out
    folder = tmp_path / out.rstrip().rpartition(": ")[2]
    assert {"manifest.json", "study.json", "sorties.parquet"} <= {path.name for path in folder.iterdir()}


def test_the_json_of_run_is_one_document_of_version_1(ask: Ask) -> None:
    code, out, err = ask(*RUN, "--seed", "5", "--json")

    document = json.loads(out)
    assert (code, err) == (0, "")
    assert {name: document[name] for name in ("schema", "scenario", "seed", "reps")} == {
        "schema": 1,
        "scenario": "tiny",
        "seed": 5,
        "reps": 2,
    }
    assert list(document["measures"]["sorties"]) == ["mean", "low", "high", "p5", "p50", "p95"]
    assert "nation.no.strike_sorties" in document["measures"]


def test_the_json_of_compare_has_each_world_with_its_differences(ask: Ask) -> None:
    worlds = ("--without", "us_tankers", "--without", "us_drones,us_staff")
    code, out, _ = ask("compare", TINY, *worlds, "--jobs", "1", "--reps", "2", "--json")

    document = json.loads(out)
    world = document["worlds"]["without us_tankers"]
    base, other, difference = (
        part["tanker_sorties"]["mean"] for part in (document["measures"], world["measures"], world["differences"])
    )
    assert code == 0
    assert list(document["worlds"]) == ["without us_tankers", "without us_drones,us_staff"]
    assert difference == other - base
    assert other == 0


def test_compare_keeps_every_world_in_a_folder_of_its_own(ask: Ask, tmp_path: Path) -> None:
    out = ask("compare", TINY, "--without", "us_tankers,us_drones", "--variant", "no_drones", *FEW).out

    results = open_results(tmp_path / out.rstrip().rpartition(": ")[2])
    assert list(results.worlds) == ["base", "without us_tankers,us_drones", "variant no_drones"]
    assert (results.folder / "without_us_tankers_us_drones" / "bands.parquet").exists()
    assert results.worlds["variant no_drones"].table("replications").num_rows == 2


def test_what_was_flown_before_is_not_flown_again_and_that_is_said(ask: Ask, tmp_path: Path) -> None:
    first = ask(*RUN, "--json")
    again = ask(*RUN, "--json")
    more = ask("run", TINY, "--jobs", "1", "--reps", "3", "--json")

    assert (again.out, again.err) == (first.out, "2 of 2 runs were flown before and are not flown again\n")
    assert more.err == "2 of 3 runs were flown before and are not flown again\n"
    assert json.loads(more.out)["reps"] == 3


def test_several_replications_leave_bands_and_the_risk_of_stockouts(ask: Ask, tmp_path: Path) -> None:
    out = ask(*RUN).out

    results = open_results(tmp_path / out.rstrip().rpartition(": ")[2])
    assert results.table("replications").column("seed").to_pylist() == [1, 2]
    assert results.table("replications_daily").num_rows == 2 * results.table("daily").num_rows
    bands = results.table("bands")
    names = set(results.table("daily").column_names) - {"day", "date"}
    assert set(bands.column("measure").to_pylist()) == names
    assert results.table("stockout_risk").column_names[:2] == ["nation", "munition"]


def test_keep_tables_keeps_those_of_every_replication(ask: Ask, tmp_path: Path) -> None:
    ask(*RUN)
    told = ask(*RUN, "--keep-tables")

    folder = tmp_path / told.out.rstrip().rpartition(": ")[2]
    assert told.err == ""  # the runs before kept no tables, so they are flown again
    for seed in ("1", "2"):
        assert {f"{name}.parquet" for name in TABLES} == {p.name for p in (folder / "replications" / seed).iterdir()}
    first = folder / "replications" / "1" / "sorties.parquet"
    assert first.read_bytes() == (folder / "sorties.parquet").read_bytes()


def test_precision_goes_on_until_the_mean_is_known_and_says_so(ask: Ask) -> None:
    wish = ("--precision", "20%", "--of", "sorties", "--reps", "4", "--max-reps", "40")
    document = json.loads(ask("run", TINY, "--jobs", "1", *wish, "--json").out)

    reached = document["precision"]["reached"]
    assert document["reps"] == reached["flown"] == reached["needed"] + 5
    assert reached["needed"] >= 4
    one = document["measures"]["sorties"]
    assert (one["high"] - one["low"]) / 2 / one["mean"] == pytest.approx(reached["precision"])
    assert reached["precision"] <= 0.20


def test_a_precision_that_is_not_reached_ends_at_the_cap_and_says_so(ask: Ask) -> None:
    wish = ("--precision", "0.01%", "--of", "sorties", "--reps", "3", "--max-reps", "4")
    code, out, _ = ask("run", TINY, "--jobs", "1", *wish)

    assert code == 0
    assert "0.0001 of sorties not reached after 4 replications (--max-reps)" in out


def test_compare_says_where_the_worlds_part(ask: Ask, tmp_path: Path) -> None:
    one = ("compare", TINY, "--without", "us_tankers", *FEW)
    out = ask(*one).out
    parted = json.loads(ask(*one, "--json").out)["worlds"]["without us_tankers"]["parted"]

    first, shared = parted["first_sortie"], parted["first_shared"]
    assert parted["first_day"]["mean"] == 0
    assert (first["flew_in"], first["role"], first["cause"]) == ("base", "tanker", "not_there")
    assert shared["role"] != "tanker"
    assert f"First sortie in one alone: {first['sortie_id']} (tanker, central), day 0" in out
    results = open_results(tmp_path / out.rstrip().rpartition(": ")[2])
    by_day = results.table("difference_by_day", "without us_tankers")
    assert by_day.column_names == ["measure", "day", "date", "mean", "low", "high", "p5", "p50", "p95"]


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ("tanker_sorties < -99%", 1),
        ("tanker_sorties<=-100 %", 1),
        ("tanker_sorties > -10", 0),
        ("tanker_sorties < -10000", 0),
        ("first_stockout_day > 0", 1),  # nothing runs out: no number to judge by
    ],
)
def test_fail_if_is_the_exit_code(ask: Ask, condition: str, code: int) -> None:
    told = ask("compare", TINY, "--without", "us_tankers", "--fail-if", condition, *FEW)

    assert told.code == code
    assert told.err.startswith(f"--fail-if {condition}: without us_tankers: " if code else "")
    assert bool(told.err) == bool(code)


def test_attribute_shares_what_is_lost_and_every_share_adds_up(ask: Ask, tmp_path: Path) -> None:
    one = ("attribute", TINY, "--of", "strike_sorties", *FEW)
    code, out, err = ask(*one)
    again = ask(*one, "--json")
    document = json.loads(again.out)

    assert code == 0
    assert err == "all 16 sets of 4 enablers, 2 replications each\n"
    assert "32 of 32 runs were flown before" in again.err
    assert "taken away in the order of the file; another order gives other steps" in out
    assert [len(one["present"]) for one in document["sets"]] == [0, *[1] * 4, *[2] * 6, *[3] * 4, 4]
    assert set(document["attribution"]) >= {"strike_sorties", "sorties", "threat_hours"}
    for found in document["attribution"].values():
        worth = found["all"]["mean"] - found["none"]["mean"]
        parts = [value["mean"] for value in found["shapley"].values()]
        steps = [step["mean"] for step in found["waterfall"]["steps"]]
        assert sum(parts) == pytest.approx(worth, rel=1e-12, abs=1e-12 * abs(found["all"]["mean"]))
        assert sum(steps) == pytest.approx(worth, rel=1e-12, abs=1e-12 * abs(found["all"]["mean"]))
    results = open_results(tmp_path / out.rstrip().rpartition(": ")[2])
    assert list(results.worlds) == ["all", "none"]
    assert (results.folder / "interactions_strike_sorties.png").exists()
    sets = pyarrow.parquet.read_table(results.folder / "sets.parquet")
    assert sets.num_rows == 32
    assert sets.column_names[:5] == ["us_tankers", "us_drones", "us_staff", "us_resupply", "seed"]


def test_attribute_without_a_set_is_compare_without_it(ask: Ask) -> None:
    shared = json.loads(ask("attribute", TINY, *FEW, "--json").out)
    compared = json.loads(ask("compare", TINY, "--without", "us_drones", *FEW, "--json").out)

    last = shared["attribution"]["sorties"]["last"]["us_drones"]
    assert last["mean"] == -compared["worlds"]["without us_drones"]["differences"]["sorties"]["mean"]


def test_orders_may_be_drawn_in_place_of_all_sets_and_that_is_said(ask: Ask) -> None:
    code, out, err = ask("attribute", TINY, "--permutations", "2", "--enablers", "us_tankers,us_drones,us_staff", *FEW)

    assert code == 0
    assert "4 orders pass" in err
    assert "over 4 drawn orders" in out


def test_plot_draws_a_sweep_again(ask: Ask) -> None:
    folder = ask("sweep", TINY, "--over", "forces.no-f16.offer=2,4", *FEW).out.rstrip().rpartition(": ")[2]

    assert f"{folder}/sweep_targets_struck.png" in ask("plot", folder).out


def test_plot_draws_an_attribution_again(ask: Ask) -> None:
    folder = ask("attribute", TINY, "--enablers", "us_tankers,us_drones", *FEW).out.rstrip().rpartition(": ")[2]

    assert f"{folder}/attribution_targets_struck.png" in ask("plot", folder).out


def test_sweep_is_a_tidy_table_of_every_point_and_measure(ask: Ask, tmp_path: Path) -> None:
    over = ("--over", "forces.us-kc135.in_line=1..3..2", "--over", "forces.no-f16.offer=2,4,6")
    code, out, err = ask("sweep", TINY, *over, *FEW)

    assert (code, err) == (0, "6 points, 2 replications each\n")
    folder = tmp_path / out.rstrip().rpartition(": ")[2]
    table = pyarrow.parquet.read_table(folder / "sweep.parquet").to_pylist()
    sorties = [row for row in table if row["measure"] == "sorties"]
    assert [(row["forces.us-kc135.in_line"], row["forces.no-f16.offer"]) for row in sorties] == [
        *(("1", offer) for offer in "246"),
        *(("3", offer) for offer in "246"),
    ]
    assert [row["less_first_mean"] for row in sorties] == [row["mean"] - sorties[0]["mean"] for row in sorties]
    assert (folder / "sweep_targets_struck.png").exists()


def test_a_point_of_a_sweep_is_the_run_with_that_setting(ask: Ask) -> None:
    pair = "forces.us-kc135.count,forces.us-kc135.in_line"
    swept = json.loads(ask("sweep", TINY, "--over", f"{pair}=1,3", *FEW, "--json").out)
    one = ask(*RUN, "--json", "--set", "forces.us-kc135.count=3", "--set", "forces.us-kc135.in_line=3")

    assert swept["points"][1]["at"] == {pair: "3"}
    assert swept["points"][1]["measures"] == json.loads(one.out)["measures"]
    assert "2 of 2 runs were flown before" in one.err


def test_a_file_alone_is_the_main_job(ask: Ask, tmp_path: Path) -> None:
    code, out, err = ask(TINY, "--jobs", "1", "--reps", "2")

    assert (code, err) == (0, "")
    assert "with  without  difference" in out
    assert "First stockouts" in out
    assert "Lines without effect, by cause" in out
    folder = tmp_path / out.rstrip().rpartition(": ")[2]
    assert (folder / "with" / "sorties.parquet").exists()
    assert (folder / "without" / "sorties.parquet").exists()
    assert list(folder.glob("*.png"))


def test_plot_draws_again(ask: Ask) -> None:
    folder = ask(*RUN).out.rstrip().rpartition(": ")[2]

    code, out, _ = ask("plot", folder)

    assert code == 0
    assert any(line.endswith(".png") for line in out.splitlines())
    assert {Path(line).suffix for line in out.splitlines()} == {".png", ".svg", ".pdf", ".csv", ".txt"}
    assert any(Path(line).parent.name == "print" for line in out.splitlines())


def test_plot_of_one_style(ask: Ask) -> None:
    folder = ask(*RUN).out.rstrip().rpartition(": ")[2]

    assert not [line for line in ask("plot", folder, "--style", "slides").out.splitlines() if "print" in line]


def test_report_writes_the_page_of_any_result(ask: Ask) -> None:
    folder = ask(*RUN).out.rstrip().rpartition(": ")[2]

    assert ask("report", folder) == (0, f"{folder}/report.html\n", "")


@pytest.mark.parametrize(
    "args",
    [
        ("run", "nowhere.yaml"),
        ("nowhere.yaml",),
        ("rnu", TINY),
        ("--reps", "2"),
        ("run", TINY, "--reps", "0"),
        ("run", TINY, "--jobs", "0"),
        ("run", TINY, "--seed", "-1"),
        ("run", TINY, "--reps", "two"),
        ("run", TINY, "--without", "us_tankrs"),
        ("run", TINY, "--variant", "nothing"),
        ("run", TINY, "--set", "forces.no-f16.count=-1"),
        ("run", TINY, "--set", "nonsense"),
        ("compare", TINY),
        ("compare", TINY, "--without", "us_tankers", "--fail-if", "targets_struck is low"),
        ("attribute", TINY, "--of", "targets_strukc"),
        ("sweep", TINY),
        ("sweep", TINY, "--over", "forces.no-f16.offer"),
        ("sweep", TINY, "--over", "forces.no-f16.offer=4"),
        ("sweep", TINY, "--over", "forces.no-f16.offer=4,4"),
        ("sweep", TINY, "--over", "forces.no-f61.offer=4,5"),
        ("sweep", TINY, "--over", "forces.no-f16.offer=1..9999"),
        ("attribute", TINY, "--enablers", "us_tankrs,us_drones"),
        ("attribute", TINY, "--enablers", "us_drones"),
        ("compare", TINY, "--without", "us_tankers", "--fail-if", "targets_strukc < 0"),
        ("run", TINY, "--precision", "2"),
        ("run", TINY, "--precision", "2%", "--of", "targets_strukc"),
        ("run", TINY, "--precision", "2%", "--reps", "20", "--max-reps", "10"),
        ("plot", "nowhere"),
        ("plot", "."),
        ("list", "."),
        ("check",),
    ],
    ids=" ".join,
)
def test_a_mistake_of_the_user_is_2_on_stderr_and_nothing_is_written(
    ask: Ask, tmp_path: Path, args: tuple[str, ...]
) -> None:
    code, out, err = ask(*args)

    assert (code, out) == (2, "")
    assert err
    assert "Traceback" not in err
    assert nothing_written(tmp_path)


def test_the_usage_of_the_main_job_has_no_blank_for_a_verb(ask: Ask) -> None:
    assert "  [OPTIONS] FILE" not in ask(TINY, "--help").out


def test_an_address_that_is_none_is_said_to_be_the_host(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "tiny.yaml").write_text(Path(TINY).read_text())
    assert "try --host" in ask("serve", "tiny.yaml", "--host", "no.such.address.invalid").err


def test_a_misspelt_verb_gets_a_suggestion(ask: Ask) -> None:
    assert "run" in ask("rnu", TINY).err.splitlines()[-1]


def test_a_misspelt_enabler_gets_a_suggestion(ask: Ask) -> None:
    assert "did you mean `us_tankers`" in ask("run", TINY, "--without", "us_tankrs").err


def test_out_that_is_a_file_is_refused_before_anything_flies(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")

    code, out, err = ask(*RUN, "--out", "taken/results")

    assert (code, out) == (1, "")
    assert err == "error: taken/results: Not a directory\n"


def test_a_full_disk_is_one_line(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device", "results/tiny")

    monkeypatch.setattr("sim.results.save", full)

    assert ask(*RUN) == (1, "", "error: results/tiny: No space left on device\n")


def test_a_broken_account_is_1_and_names_the_seed(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(scenario: Scenario, seed: int) -> Record:
        raise BrokenIdentity(f"fuel given 2 t, taken 1 t (at 3 h, tanker tracks, seed {seed})")

    monkeypatch.setattr("sim.campaign.campaign.fly", broken)
    code, out, err = ask(*RUN, "--seed", "7")

    assert (code, out) == (1, "")
    assert "fuel given 2 t, taken 1 t" in err
    assert "seed 7" in err
    assert "Traceback" not in err


def test_interrupted_is_130(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(scenario: Scenario, seed: int) -> Record:
        raise KeyboardInterrupt

    monkeypatch.setattr("sim.campaign.campaign.fly", interrupted)

    assert ask(*RUN)[:2] == (130, "")


def test_a_fault_that_nobody_foresaw_keeps_its_traceback_and_says_the_seed(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(scenario: Scenario, seed: int) -> Record:
        raise IndexError("list index out of range")

    monkeypatch.setattr("sim.campaign.campaign.fly", wrong)
    with pytest.raises(IndexError) as fault:
        ask(*RUN)

    assert fault.value.__notes__ == ["while flying tiny under seed 1"]


def test_check_names_good_files_and_the_faults_of_bad_ones(ask: Ask, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("format: 1\nnaem: x\n")

    code, out, err = ask("check", TINY, str(bad))

    assert (code, err) == (2, "")
    assert f"{TINY}: ok" in out
    assert "bad.yaml:2:1: error: naem" in out


def test_show_is_a_scenario_that_loads_again(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "shown.yaml").write_text(ask("show", TINY).out)

    assert ask("check", "shown.yaml") == (0, "shown.yaml: ok\n", "")


def test_show_origins_says_where_each_value_comes_from(ask: Ask) -> None:
    _, out, _ = ask("show", TINY, "--set", "forces.no-f16.count=5", "--origins")

    assert "tiny.yaml:4:7" in next(line for line in out.splitlines() if line.startswith("name: tiny"))
    assert "--set" in next(line for line in out.splitlines() if line.startswith("forces.no-f16.count: 5"))


def test_schema_is_json(ask: Ask) -> None:
    assert "Scenario" in json.loads(ask("schema").out)["$defs"]


def test_list_has_titles_enablers_and_what_does_not_load(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "tiny.yaml").write_text(Path(TINY).read_text())
    (tmp_path / "worse.yaml").write_text("[]")

    code, out, _ = ask("list", ".")

    assert code == 0
    assert "tiny.yaml  A week over one coast" in out
    assert "--without us_tankers  " in out
    assert "worse.yaml  does not load (1 fault): " in out


def test_no_enablers_no_main_job(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "plain.yaml").write_text(f"extends: {TINY}\nenablers: null\n")

    code, out, err = ask("plain.yaml", "--jobs", "1", "--reps", "1")

    assert (code, out) == (2, "")
    assert "names no enablers" in err
