"""Reads our contacts and the public data sets into examples.

A reader says only what its source says; every other label stays unknown. What each public label means to us is in
`label_mapping.tsv` of the data folder for topics, less `DROPPED`, and in the reader for harm.
"""

import csv
import io
import json
import random
import re
import zipfile

from .examples import Example, part_of
from .labels import HARMS, LANGUAGES, TOPICS, UNKNOWN, URGENCIES
from .lexicon import FOLDER, IdentitySwitcher

EN, ZH, OTHER = LANGUAGES.index("en"), LANGUAGES.index("zh"), LANGUAGES.index("other")

#: Labels of the mapping whose texts do not say what our topic says, judged by reading them.
DROPPED = {
    "banking77": {
        "card_swallowed", "card_linking", "card_not_working", "contactless_not_working", "virtual_card_not_working",
        "activate_my_card", "card_about_to_expire", "balance_not_updated_after_cheque_or_cash_deposit",
        "atm_support", "card_acceptance", "wrong_amount_of_cash_received", "verify_source_of_funds",
    },
    "clinc150": {"damaged_card", "freeze_account", "transfer", "goodbye"},
    "dstc11-intents": {"OpenAccount", "ScheduleAppointment", "FindAgent", "OnlineBankingInfo", "RequestNewCard",
                       "OrderCheck", "InternalFundsTransfer", "ExternalWireTransfer", "MakeTransfer",
                       "GetWithdrawalLimit", "CreateAccount"},
    "multidogo": {"thankyou", "closinggreeting", "checkbalance", "transfermoney", "replacecard",
                  "checkoffereligibility", "checkserverstatus", "reportbrokenphone", "getpromotions"},
    "nlupp-banking": {"wrong_notworking_notshowing", "transfer_payment_deposit", "withdrawal", "balance",
                      "lost_stolen", "thank", "greet", "end_call"},
}
PEOPLE = 30  #: copies of a harmless sentence about people, each about another group
MULTIDOGO_ROWS = 6000  # of 117,129; the rest repeats greetings and slot values


def harm(**labels):
    """The harm labels of one text: the named ones 1 or 0, all others unknown."""
    return tuple(int(labels[label]) if label in labels else UNKNOWN for label in HARMS)


def read_contacts(folder):
    """Our own contacts, split by hash; every head is labelled."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            language = row["language"] if row["language"] in LANGUAGES else "other"
            example = Example(
                row["text"], "contacts", topic=TOPICS.index(row["topic"]), urgency=URGENCIES.index(row["urgency"]),
                harm=tuple(int(label in row["harm"]) for label in HARMS), near=tuple(int(label in row["near"]) for label in HARMS),
                language=LANGUAGES.index(language), kind=row["kind"])
            example.part = part_of(example.key)
            yield example


def read_people(path=FOLDER / "people.csv"):
    """Harmless sentences about people, each in copies that are about other groups: who is named says nothing of harm."""
    switcher, chance = IdentitySwitcher(), random.Random(3)
    for row in read_csv(path):
        for text in {row["text"]: None} | {switcher.switch(row["text"], row["language"], chance): None for _ in range(PEOPLE)}:
            yield Example(text, "people", harm=(0,) * len(HARMS), near=tuple(int(label in ("hate", "abusive_language")) for label in HARMS),
                          language=LANGUAGES.index(row["language"]))


def read_public(folder):
    """All examples of the public training sets below `folder`/train, in a fixed order."""
    topics = topic_mapping(folder / "label_mapping.tsv")
    train = folder / "train"
    readers = (
        read_banking77(train / "banking77", topics["banking77"]),
        read_clinc150(train / "clinc150", topics["clinc150"]),
        read_hwu64(train / "hwu64"),
        read_nlupp(train / "nlupp", topics["nlupp-banking"]),
        read_dstc11(train / "dstc11", topics["dstc11-intents"]),
        read_multidogo(train / "multidogo", topics["multidogo"]),
        read_cfpb(train / "cfpb-2k"),
        read_davidson(train / "davidson"),
        read_edos(train / "edos"),
        read_hatemoji(train / "hatemoji"),
        read_mlma(train / "mlma"),
        read_cold(train / "cold-zh"),
        read_sms(train / "sms-spam-uci"),
        read_youtube(train / "youtube-spam"),
    )
    for reader in readers:
        yield from (example for example in reader if example.text.strip())


def topic_mapping(path):
    """{dataset: {source label: topic index}} without the dropped labels."""
    mapping = {}
    for row in read_csv(path, delimiter="\t"):
        if row["source_label"] not in DROPPED.get(row["dataset"], ()):
            mapping.setdefault(row["dataset"], {})[row["source_label"]] = TOPICS.index(row["our_label"])
    return mapping


def read_csv(path, encoding="utf-8-sig", **options):
    with path.open(encoding=encoding, newline="", errors="replace") as lines:
        yield from csv.DictReader(lines, **options)


def read_banking77(folder, topics):
    for row in read_csv(folder / "train.csv"):
        yield Example(row["text"], "banking77", topic=topics.get(row["category"], UNKNOWN), language=EN,
                      intent="banking77:" + row["category"])


def read_clinc150(folder, topics):
    data = json.loads((folder / "data_full.json").read_text(encoding="utf-8"))
    for name, rows in data.items():
        part = "test" if name.endswith("test") else "dev" if name.endswith("val") else "train"
        for text, label in rows:
            yield Example(text, "clinc150", part, topic=topics.get(label, UNKNOWN), language=EN,
                          intent="clinc150:" + label)


def read_hwu64(folder):
    """Orders to a home assistant: nothing for support, so `other`; general talk stays unknown."""
    for name, part in (("train", "train"), ("valid", "dev"), ("test", "test")):
        texts = (folder / name / "seq.in").read_text(encoding="utf-8").splitlines()
        labels = (folder / name / "label").read_text(encoding="utf-8").splitlines()
        for text, label in zip(texts, labels, strict=True):
            topic = UNKNOWN if label.startswith(("general", "takeaway", "social")) else TOPICS.index("other")
            yield Example(text, "hwu64", part, topic=topic, language=EN, intent="hwu64:" + label)


def read_nlupp(folder, topics):
    """Several intents a text: labelled only where all mapped ones agree."""
    for path in sorted(folder.glob("*/fold*.json")):
        for row in json.loads(path.read_text(encoding="utf-8")):
            mapped = {topics[intent] for intent in row.get("intents", ()) if intent in topics}
            topic = mapped.pop() if len(mapped) == 1 and path.parent.name == "banking" else UNKNOWN
            yield Example(row["text"], "nlupp", topic=topic, language=EN)


def read_dstc11(folder, topics):
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield Example(row["utterance"], "dstc11", topic=topics.get(row["intent"], UNKNOWN), language=EN,
                          intent="dstc11:" + row["intent"])


def read_multidogo(folder, topics):
    rows = []
    for name, part in (("train", "train"), ("dev", "dev"), ("test", "test")):
        for path in sorted(folder.glob(f"*/{name}.tsv")):
            for row in read_csv(path, delimiter="\t", quoting=csv.QUOTE_NONE):
                topic = topics.get(row["intent"], UNKNOWN)
                if topic != UNKNOWN and row["utterance"]:
                    rows.append(Example(row["utterance"], "multidogo", part, topic=topic, language=EN))
    random.Random(7).shuffle(rows)
    held_out = [row for row in rows if row.part != "train"]
    yield from [row for row in rows if row.part == "train"][:MULTIDOGO_ROWS] + held_out


def read_cfpb(folder):
    """Complaints about lenders: their products are none of our topics; they teach long English only."""
    for row in read_csv(folder / "complaints_sample.csv"):
        yield Example(row["Consumer complaint narrative"][:4000], "cfpb-2k", language=EN)


def read_davidson(folder):
    for row in read_csv(folder / "labeled_data.csv"):
        hate, offensive = row["class"] == "0", row["class"] in "01"
        example = Example(row["tweet"], "davidson", harm=harm(hate=hate, abusive_language=offensive), language=EN)
        example.part = part_of(example.key)
        yield example


def read_edos(folder):
    for row in read_csv(folder / "edos_labelled_aggregated.csv"):
        text = re.sub(r"\[USER\]", "@user", row["text"]).replace("[URL]", "https://example.com")
        sexist = row["label_sexist"] == "sexist"
        labels = harm(hate=True, violence=True) if row["label_vector"].startswith("1.") else harm(hate=sexist)
        yield Example(text, "edos", row["split"], harm=labels, language=EN)


def read_hatemoji(folder):
    for name in ("train", "validation"):
        for row in read_csv(folder / f"{name}.csv"):
            hate = row["label_gold"] == "1"
            labels = harm(hate=hate, violence=True) if row["type"] == "threateninglanguage" else harm(hate=hate)
            yield Example(row["text"], "hatemoji", harm=labels, language=EN)


def read_mlma(folder):
    """Crowd labels, noisy: only what is plainly hateful or plainly normal is used."""
    files = {"ar_dataset.csv": OTHER, "en_dataset_with_stop_words.csv": EN, "fr_dataset.csv": OTHER}
    with zipfile.ZipFile(folder / "hate_speech_mlma.zip") as archive:
        for name, language in files.items():
            text = archive.read(f"hate_speech_mlma/{name}").decode("utf-8")
            for row in csv.DictReader(io.StringIO(text)):
                sentiment = set(row["sentiment"].split("_"))
                labels = harm()
                if "hateful" in sentiment and "normal" not in sentiment:
                    labels = harm(hate=True)
                elif sentiment == {"normal"}:
                    labels = harm(hate=False, abusive_language=False)
                yield Example(row["tweet"].replace("@url", "https://example.com"), "mlma", harm=labels,
                              language=language)


def read_cold(folder):
    """Offence on grounds of race, region or gender."""
    for name in ("train", "dev"):
        for row in read_csv(folder / f"{name}.csv"):
            offensive = row["label"] == "1"
            labels = harm(hate=True) if offensive else harm(hate=False, abusive_language=False)
            yield Example(row["TEXT"], "cold-zh", name, harm=labels, language=ZH)


def read_sms(folder):
    for row in read_csv(folder / "spam.csv", encoding="latin-1"):
        yield spam_example(row["Message"], row["Category"] == "spam", "sms-spam")


def read_youtube(folder):
    with (folder / "Youtube01-Psy.csv").open(encoding="utf-8", errors="replace", newline="") as lines:
        for label, text in csv.reader(lines):
            yield spam_example(text, label == "spam", "youtube-spam")


def spam_example(text, spam, source):
    """Unsolicited advertising is topic `other`; what ham is about is unknown."""
    return Example(text, source, topic=TOPICS.index("other") if spam else UNKNOWN, harm=harm(scam=spam), language=EN)
