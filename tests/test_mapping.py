"""The mappings: what is read, and what is refused with file, key and remedy."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg import labels, mapping, vocab
from kg.errors import MappingError
from kg.resources import folder


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(folder("mappings"), tmp_path / "mappings"))


def edit(copy: Path, file: str, old: str, new: str) -> None:
    path = copy / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_event_inherits_the_roles_of_all_events() -> None:
    known = mapping.load()
    shared = known.kinds["event"].roles
    assert len(known.events()) == 12
    for kind in known.events():
        assert shared.items() <= kind.roles.items()
        assert kind.lineage[-1] == "event"


def test_every_event_class_is_an_event_and_only_the_parent_is_abstract() -> None:
    known = mapping.load()
    assert [name for name, kind in known.kinds.items() if kind.abstract] == ["event"]
    for kind in known.events():
        assert vocab.KG.Event in vocab.load().superclasses(kind.class_)


def test_all_properties_that_texts_can_state_have_a_role() -> None:
    """Nothing in the ontology waits for a mapping, but what is inferred, derived, or the record's own."""
    mapped = {role.property for kind in mapping.load().kinds.values() for role in kind.roles.values()}
    article = {
        "source",
        "contentHash",
        "mentions",
        "unread",
        "text",
        "start",
        "end",
        "inArticle",
        "passage",
        "refersTo",
    }
    evidence = {"rule", "confidence", "implicit", "antecedent", "between", "conflictKind"}
    terms = vocab.load().terms.values()
    stated = {t.iri for t in terms if t.kind.endswith("property") and not t.inferred}
    assert stated - mapped <= {vocab.PREFIXES["kg"] + name for name in article | evidence}


def test_things_add_the_roles_of_facts_to_their_class() -> None:
    city = mapping.load().kinds["city"]
    assert city.class_ == vocab.KG.City
    assert city.roles["locatedIn"].property == vocab.KG.locatedIn


@pytest.mark.parametrize(
    ("file", "old", "new", "where", "said", "remedy"),
    [
        ("events/meal.yaml", "kg:Meal", "kg:Maal", "events/meal.yaml, meal.class", "no kg:Maal", "kg:Meal?"),
        (
            "events/event.yaml",
            "kg:participant}",
            "kg:particpant}",
            "events/event.yaml, event.roles.participant",
            "no kg:particpant",
            "did you mean kg:participant?",
        ),
        (
            "events/event.yaml",
            "{property: kg:host}",
            "{property: kg:host, datatype: string}",
            "event.roles.host",
            "object property, not datatype property",
            "datatype",
        ),
        (
            "events/event.yaml",
            "kg:remote, datatype: boolean",
            "kg:remote",
            "event.roles.remote",
            "datatype property, not object property",
            "needs a datatype",
        ),
        (
            "events/event.yaml",
            "kg:remote, datatype: boolean",
            "kg:remote, datatype: booleen",
            "event.roles.remote",
            "kg:remote has no booleen",
            "did you mean boolean?",
        ),
        (
            "events/event.yaml",
            "inherits",
            "inherits\nrolls: {}",
            "events/event.yaml",
            "'rolls' is unknown",
            "did you mean roles?",
        ),
        ("events/event.yaml", "{property: kg:host}", "{propery: kg:host}", "roles.host", "has no property", "kg"),
        (
            "events/event.yaml",
            "{property: kg:host}",
            "{property: kg:host, inverted: true}",
            "event.roles.host",
            "'inverted' is unknown",
            "did you mean inverse?",
        ),
        ("events/event.yaml", "kg:Postponed", "kg:Postpond", "event.roles.status", "no kg:Postpond", "kg:Postponed?"),
        ("events/meal.yaml", "is: event", "is: evnt", "events/meal.yaml, meal.is", "no kind 'evnt'", "mean event?"),
        ("events/event.yaml", "class: kg:Event", "class: kg:Event\nis: meal", "is", "leads in a circle", "cut it"),
        ("events/meal.yaml", "{host|", "{hots|", "events/meal.yaml, meal.label", "no role: 'hots'", "mean host?"),
        (
            "events/meal.yaml",
            "is: event",
            "is: event\nroles: {treaty: {property: kg:treaty}}",
            "meal.roles.treaty",
            "said of a kg:TreatyAction, and not of a kg:Meal",
            "move the role",
        ),
        ("facts.yaml", "place:\n", "place:\n  class: kg:Place\n", "facts.yaml, place", "'class' is given twice", "see"),
        ("facts.yaml", "  class: kg:Tenure\n", "", "facts.yaml, tenure", "has no class", "add `class: kg:…`"),
        ("facts.yaml", "tenure:\n  class", "tenure: [\n  class", "facts.yaml", "cannot be read", "mend the file"),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused_with_place_and_remedy(
    copy: Path, file: str, old: str, new: str, where: str, said: str, remedy: str
) -> None:
    if "rolls" in new:
        path = copy / file
        path.write_text(path.read_text(encoding="utf-8") + "rolls: {}\n", encoding="utf-8")
    else:
        edit(copy, file, old, new)
    with pytest.raises(MappingError) as caught:
        mapping.load(copy)
    assert where in caught.value.where
    assert said in caught.value.message
    assert remedy in caught.value.remedy


def test_triggers_are_passed_on_as_the_file_has_them(copy: Path) -> None:
    path = copy / "events" / "meal.yaml"
    text = path.read_text(encoding="utf-8").split("triggers:")[0]
    path.write_text(text + "triggers:\n  nouns: [picnic]\n", encoding="utf-8")
    assert mapping.load(copy).kinds["meal"].triggers == {"nouns": ["picnic"]}


def test_a_new_event_type_needs_one_file_and_no_python(copy: Path) -> None:
    (copy / "events" / "picnic.yaml").write_text("class: kg:Meal\nis: event\n", encoding="utf-8")
    assert "picnic" in [kind.name for kind in mapping.load(copy).events()]


def test_the_version_changes_with_any_file_and_only_then(copy: Path, tmp_path: Path) -> None:
    before = mapping.load().version
    assert mapping.load(copy).version == before
    other = Path(shutil.copytree(copy, tmp_path / "other"))
    edit(other, "reference/places.csv", "Davos", "Davos Platz")
    assert mapping.load(other).version != before


def test_an_unknown_kind_is_answered_with_the_nearest() -> None:
    with pytest.raises(MappingError, match="did you mean meal"):
        mapping.load().kind("meel")


def test_labels_leave_out_what_is_not_known() -> None:
    template = labels.parse("Talks[ in {place}][: {interlocutor|participant}][, {date}]")
    assert labels.fill(template, {}) == "Talks"
    assert labels.fill(template, {"place": ["Porto Claro"], "date": ["2031"]}) == "Talks in Porto Claro, 2031"
    five = ["A", "B", "C", "D", "E"]
    assert labels.fill(template, {"participant": five}) == "Talks: A, B, C and others"
