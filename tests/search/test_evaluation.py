"""`manage.py search_evaluate`: figures on judged sets, through the service that the page uses."""

import gzip
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from search.evaluation import ndcg, recall

DOCUMENTS = {
    "d1": ("Đăng ký khai sinh", "Nộp tờ khai và giấy chứng sinh tại Ủy ban nhân dân xã."),
    "d2": ("Đăng ký khai tử", "Người thân nộp giấy báo tử trong mười lăm ngày."),
    "d3": ("Cấp thẻ bảo hiểm y tế", "Trẻ em dưới sáu tuổi được cấp thẻ miễn phí."),
}
QUERIES = {
    "q1": "giấy chứng sinh",
    "q2": "nộp giấy báo tử ở đâu",
    "q3": "thẻ bảo hiểm cho trẻ em",
    "q4": "không ai hỏi",
}
JUDGED = {"q1": "d1", "q2": "d2", "q3": "d3"}


def make_set(folder: Path, *, queries: dict[str, str] = QUERIES, judged: dict[str, str] = JUDGED) -> Path:
    folder.mkdir(parents=True)
    with gzip.open(folder / "corpus.jsonl.gz", "wt", encoding="utf-8") as file:
        for key, (title, text) in DOCUMENTS.items():
            file.write(json.dumps({"_id": key, "title": title, "text": text}) + "\n")
    lines = [json.dumps({"_id": key, "text": text}) for key, text in queries.items()]
    (folder / "queries.jsonl").write_text("\n".join(lines), encoding="utf-8")
    rows = ["query-id\tcorpus-id\tscore", *(f"{query}\t{document}\t1" for query, document in judged.items())]
    (folder / "qrels.tsv").write_text("\n".join(rows), encoding="utf-8")
    return folder


def evaluate(folder: Path, *options: str) -> str:
    out = StringIO()
    call_command("search_evaluate", str(folder), *options, stdout=out, stderr=StringIO(), no_color=True)
    return out.getvalue()


def test_figures_of_every_set_and_their_mean(tmp_path: Path) -> None:
    make_set(tmp_path / "easy")
    make_set(tmp_path / "wrong", judged={"q1": "d3"})
    table = json.loads(evaluate(tmp_path, "--json"))
    assert set(table) == {"sets", "mean"}
    assert set(table["sets"]) == {"easy", "wrong"}
    assert set(table["mean"]) == {"ndcg10", "recall10", "zero", "p50_ms", "p95_ms"}
    assert table["sets"]["easy"]["ndcg10"] == 1.0
    assert table["sets"]["easy"]["zero"] == 0.0
    assert table["sets"]["wrong"]["ndcg10"] < 1.0
    both = [one["ndcg10"] for one in table["sets"].values()]
    assert table["mean"]["ndcg10"] == pytest.approx(sum(both) / 2)


def test_one_set_alone_as_a_table_for_people(tmp_path: Path) -> None:
    printed = evaluate(make_set(tmp_path / "easy"))
    assert "nDCG@10" in printed
    assert "easy" in printed
    assert "mean" in printed


def test_without_accents(tmp_path: Path) -> None:
    folder = make_set(tmp_path / "easy")
    assert json.loads(evaluate(folder, "--strip-accents", "--json"))["mean"]["ndcg10"] == 1.0


def test_mixed_among_records_of_others(tmp_path: Path) -> None:
    make_set(tmp_path / "sets" / "easy")
    law = {
        "law": "Luật Hộ tịch",
        "articles": [{"title": "Điều 1", "text": "Khai sinh."}, {"text": "Khai tử."}],
    }
    copy = {"title": "Bản sao", "text": DOCUMENTS["d1"][1]}
    others = tmp_path / "others.jsonl"
    others.write_text("\n".join(json.dumps(one) for one in (law, copy)), encoding="utf-8")
    table = json.loads(evaluate(tmp_path / "sets", "--mixed", "--distractors", str(others), "--json"))
    assert table["mixed"]["documents"] == 5, "three judged, two articles; a copy is as good an answer"
    assert table["mixed"]["sets"]["easy"]["ndcg10"] == 1.0
    assert table["sets"]["easy"]["ndcg10"] == 1.0


def test_a_question_nobody_answers_counts_as_zero(tmp_path: Path) -> None:
    folder = make_set(tmp_path / "odd", queries={"q1": "qwertyuiop", "q2": QUERIES["q2"]})
    figures = json.loads(evaluate(folder, "--json"))["mean"]
    assert figures["zero"] == 0.5
    assert figures["recall10"] == 0.5


def test_a_very_long_question_is_cut(tmp_path: Path) -> None:
    folder = make_set(tmp_path / "long", queries={"q1": "giấy chứng sinh " * 400}, judged={"q1": "d1"})
    assert json.loads(evaluate(folder, "--json"))["mean"]["ndcg10"] == 1.0


@pytest.mark.parametrize(
    "case", ["no folder", "empty folder", "no corpus", "bad line", "bad grade", "no gzip"]
)
def test_what_is_no_set_is_named(tmp_path: Path, case: str) -> None:
    folder = make_set(tmp_path / "set")
    expected = str(folder)
    match case:
        case "no folder":
            folder = tmp_path / "nowhere"
            expected = "nowhere"
        case "empty folder":
            folder = tmp_path / "empty"
            folder.mkdir()
            expected = "qrels.tsv"
        case "no corpus":
            (folder / "corpus.jsonl.gz").unlink()
        case "bad line":
            (folder / "queries.jsonl").write_text('{"_id": "q1", "text": "a"}\n{"_id": ', encoding="utf-8")
            expected = "queries.jsonl:2"
        case "bad grade":
            (folder / "qrels.tsv").write_text("q1\td1\tvery", encoding="utf-8")
        case "no gzip":
            (folder / "corpus.jsonl.gz").write_bytes(b"not gzip")
            expected = "zip"
    with pytest.raises(CommandError, match=expected.replace(".", r"\.").replace(":", ".*")):
        evaluate(folder, "--json")


def test_gain_and_recall() -> None:
    assert ndcg(["a", "b"], {"a": 1}) == 1.0
    assert ndcg(["b", "a"], {"a": 1}) == pytest.approx(0.6309, abs=1e-4)
    assert ndcg(["a", "b"], {"a": 1, "b": 3}) < ndcg(["b", "a"], {"a": 1, "b": 3}) == 1.0
    assert ndcg(["x"] * 10 + ["a"], {"a": 1}) == 0.0
    assert recall(["a", "x"], {"a": 1, "b": 2, "c": 0}) == 0.5
