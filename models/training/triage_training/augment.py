"""Cheap variants of a text: how people mistype, shorten, mix languages and quote. Labels stay true.

Every variant is drawn from the given `random.Random`, so a seed fixes the training set. Case needs none: the
tokenizer lower-cases.
"""

SHORT_FORMS = {
    "ms": {"saya": "sy", "tidak": "x", "tak": "x", "yang": "yg", "dengan": "dgn", "untuk": "utk", "sudah": "dah",
           "macam mana": "mcm mana", "kenapa": "knp", "boleh": "blh", "orang": "org", "dekat": "dkt",
           "sekarang": "skrg", "tolong": "tlg", "akaun": "acc", "semua": "smua", "sangat": "sgt", "dalam": "dlm"},
    "id": {"saya": "sy", "tidak": "gak", "yang": "yg", "dengan": "dgn", "untuk": "utk", "sudah": "udah",
           "bagaimana": "gimana", "kenapa": "knp", "bisa": "bs", "orang": "org", "sekarang": "skrg",
           "tolong": "tlg", "akun": "acc", "semua": "smua", "karena": "krn", "sama": "sm", "dari": "dr",
           "juga": "jg", "belum": "blm", "jangan": "jgn", "aku": "gue", "banget": "bgt"},
    "en": {"you": "u", "are": "r", "please": "pls", "because": "cuz", "your": "ur", "to": "2", "for": "4",
           "thanks": "thx", "people": "ppl", "account": "acc", "message": "msg", "don't": "dont", "can't": "cant",
           "i'm": "im", "what": "wat", "though": "tho", "really": "rly", "tonight": "2nite"},
}
GREETINGS = {
    "en": ("Hi,", "Hello team,", "Dear Support,", "hey", "Good morning", "To whom it may concern,"),
    "ms": ("Hai,", "Salam,", "Assalamualaikum,", "Selamat pagi,", "Tuan/Puan,", "hi admin"),
    "id": ("Halo,", "Halo min,", "Selamat siang,", "Permisi kak,", "min", "Kepada Yth. tim dukungan,"),
    "zh": ("你好,", "您好,", "客服您好,", "在吗", "请问"),
}
CLOSINGS = {
    "en": ("Thanks", "Kind regards, Sam", "Please help.", "Sent from my iPhone", "thank you", "Regards"),
    "ms": ("Terima kasih.", "Mohon bantuan.", "tq", "Sekian, terima kasih.", "tolong ya"),
    "id": ("Terima kasih.", "Mohon dibantu.", "makasih", "Tolong dibalas ya.", "Hormat saya,"),
    "zh": ("谢谢", "麻烦了", "请尽快处理", "谢谢您"),
}
QUOTES = (" On Mon, Support wrote: > ", " -----Original Message----- ", " > ", " From: Support ")  # texts are one line


def vary(text, language, random, switcher, identities, quotable):
    """A variant of `text`. Returns it and its language: None where that is hard to say.

    `switcher`, `identities`: see `lexicon`. `quotable` are harmless texts of no urgency, good for a quoted mail below a contact.
    """
    spoken = language
    if random.random() < 0.5:
        text = identities.switch(text, language, random)
    if language in switcher.sources and random.random() < 0.35:
        share = random.choice((0.4, 0.8))
        switched, target = switcher.switch(text, language, random, share)
        if switched != text:  # Malay and Indonesian share too many words for a mixture of them to be called mixed
            spoken = "mixed" if share < 0.5 and {language, target} != {"ms", "id"} and len(text) > 30 else None
        text = switched
    if language in SHORT_FORMS and random.random() < 0.3:
        text = shorten_words(text, SHORT_FORMS[language], random)
    if random.random() < 0.3:
        text = mistype(text, random)
    if language in GREETINGS and random.random() < 0.15:
        text = random.choice(GREETINGS[language]) + " " + text
    if language in CLOSINGS and random.random() < 0.15:
        text += " " + random.choice(CLOSINGS[language])
    if quotable and random.random() < 0.05:
        text += random.choice(QUOTES) + random.choice(quotable)
    return text, spoken


def shorten_words(text, forms, random):
    words = text.split(" ")
    return " ".join(forms[word.lower()] if word.lower() in forms and random.random() < 0.5 else word
                    for word in words)


def mistype(text, random):
    """One typing slip per forty characters or so: a letter swapped, dropped, doubled or drawn out, a space lost."""
    chars = list(text)
    for _ in range(1 + len(chars) // 40):
        if len(chars) < 4:
            break
        at = random.randrange(1, len(chars) - 1)
        slip = random.choice(("swap", "drop", "double", "drawl", "join"))
        if slip == "join" and " " in chars:
            spaces = [index for index, char in enumerate(chars) if char == " "]
            del chars[random.choice(spaces)]
        elif not chars[at].isalpha():
            continue
        elif slip == "swap":
            chars[at], chars[at - 1] = chars[at - 1], chars[at]
        elif slip == "drop":
            del chars[at]
        elif slip in ("double", "drawl"):
            chars.insert(at, chars[at] * (1 if slip == "double" else random.randint(2, 4)))
    return "".join(chars)
