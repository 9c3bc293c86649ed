"""Prints text-parts.jsonl: odd texts with the key and the part that the training code gives them.

From the project's root: PYTHONPATH=models/training python3 THIS_FILE > THIS_FOLDER/text-parts.jsonl
"""

import json

from triage_training.examples import part_of, text_key

TEXTS = (
    "I cannot log in",
    "I CANNOT LOG IN",
    "",
    " ",
    "  two   spaces\tand\na line\r\n",
    "code 123456 and 987654",
    "code ١٢٣٤٥٦, ๑๒๓, १२३ and １２３",
    "² and ½ and Ⅷ and ① are no digits",
    "see https://example.com/a?b=c#d now",
    "SEE HTTPS://EXAMPLE.COM/A now",
    "see www.example.com, http://例え.jp/道 and (https://a.b)",
    "https://a.b\u00a0after a space that does not break",
    "hello @some_one and @Some.Body",
    "mail me@example.com",
    "@ alone, @@double, @ñandú, @用户名 and @123",
    "@กำลังใจ is a handle with marks",
    "@हिन्दी too",
    "Straße, STRASSE and straẞe",
    "İstanbul, ISTANBUL, ıstanbul and istanbul",
    "Σίσυφος ΣΊΣΥΦΟΣ σίσυφοσ",
    "ﬁne ﬂow ﬀ ﬃ ﬄ ﬆ ſtill",
    "ŉ ǰ ΐ ΰ և ẖ ẗ ẘ ẙ ẚ",
    "ᾳ ᾼ ᾷ ῼ ͅ",
    "Ꭰ ꭰ ᏸ Ᏸ cherokee",
    "Ǆ ǅ ǆ Ⅳ ⅳ Ⓐ ⓐ",
    "Å Å å K k Ω ω",
    "e\u0301 and é",
    "ｆｕｌｌ　ｗｉｄｔｈ ＡＢＣ",
    "ﾊﾝｶｸ ガ ｶﾞ",
    "한글 and 한글",
    "我今晚想结束自己的生命",
    "验证码 123456 一直收不到，www.例子.cn 看看",
    "saya tak boleh masuk akaun saya 😭😭",
    "family 👨‍👩‍👧 flag 🇲🇾 skin 👍🏽",
    "zero\u200bwidth \u200djoiner \ufeffmark",
    "line\u2028separator\u2029paragraph\u0085next",
    "unit\x1fseparator and \x1cfile, \x0bvertical, \x0cfeed",
    "ogham\u1680space en\u2002space narrow\u202fspace ideographic\u3000space",
    "𝓢𝓬𝓻𝓲𝓹𝓽 𝟙𝟚𝟛 𝔘",
    "𐐀𐐨 deseret, 𞤀𞤢 adlam, 𑢠 warang",
    "soft\u00adhyphen and \u034fjoiner",
    "مرحبا ﷺ ﻻ لا",
    "no key of this is like another",
)

for text in TEXTS:
    key = text_key(text)
    print(json.dumps({"text": text, "key": key, "part": part_of(key)}))
