"""Makes the fixtures of WordPieceTokenizerTest with the Hugging Face library.

    pip install tokenizers==0.21.4 && python make_golden.py

tokenizer.json   a small vocabulary cut from the sample texts; some words have no pieces
golden.jsonl     one text a line with its ids under three normalizers
characters.tsv   for every block of 4096 code points a CRC-32 of what the library makes of each one
"""
import json
import pathlib
import random
import zlib
from collections import Counter

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

HERE = pathlib.Path(__file__).parent
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
# name -> clean_text, handle_chinese_chars, strip_accents, lowercase
NORMALIZERS = {
    "bundle": (True, True, False, True),
    "accents": (True, True, None, True),
    "cased": (False, False, None, False),
}
SENTENCES = """\
My account was HACKED and they are buying coins!!!
I can't log in, the code never arrives (tried 3x).
Refund please: charged twice on 2026-10-03, $49.99 each...
Akaun saya kena hack, orang tu dah tukar email saya
Saya tak boleh log masuk la, tolong check pls 😭😭
Akun saya dihack orang, tolong dibantu secepatnya ya kak
Gak bisa narik saldo, udah 3 hari nunggu
我的账号被盗了,对方在买金币
退款什么时候到账?我等了两个星期了。
我想問一下,為什麼我的影片被刪除了?
我的account被ban了,pls帮我check一下la
アカウントにログインできません。助けてください
カードが二重に請求されました。ｶﾀｶﾅ
계정이 해킹당했어요. 도와주세요!
ฉันเข้าสู่ระบบไม่ได้ ช่วยด้วย
என் கணக்கு முடக்கப்பட்டது, உதவி தேவை
मेरा खाता हैक हो गया है, कृपया मदद करें
حسابي تم اختراقه، أرجو المساعدة في أسرع وقت ممكن
حِسَابِي مُغْلَق
החשבון שלי נפרץ, אנא עזרו לי
Мой аккаунт взломали, помогите! Ёлка Йод
Ο λογαριασμός μου παραβιάστηκε. ΟΔΥΣΣΕΥΣ Σίσυφος
Tôi không thể đăng nhập vào tài khoản của mình
Hesabım çalındı, İSTANBUL ılık IŞIK
Mein Konto wurde gehackt; Größe, STRASSE, Straße, ẞ
Mon compte a été piraté, s'il vous plaît aidez-moi, œuvre, Ǆ ǅ ǆ
¿Por qué me cobraron dos veces? ¡Ayuda!
Não consigo acessar a minha conta, coração
Konto zostało przejęte, żółć ŁÓDŹ
Mitt konto är hackat, Åsa Öberg Å Å
Իմ հաշիվը կոտրել են
ჩემი ანგარიში გატეხეს ႠႡ ᲐᲑ
ᏣᎳᎩ ꭰꭱꭲ
አካውንቴ ተጠልፏል።
ကျွန်ုပ်၏အကောင့် ဟက်ခံရသည်။
គណនីរបស់ខ្ញុំត្រូវបានគេលួច។
ບັນຊີຂອງຂ້ອຍ
আমার অ্যাকাউন্ট হ্যাক হয়েছে।
నా ఖాతా హ్యాక్ అయింది
ਮੇਰਾ ਖਾਤਾ
મારું ખાતું
ഞാൻ ലോഗിൻ ചെയ്യാൻ കഴിയുന്നില്ല
ගිණුම අහිමි විය
དེབ་གྲངས། ཡིག་གེ
ᠮᠣᠩᠭᠣᠯ ᢅᢆ
ꦲꦏ꧀ꦱꦫ ꦗꦮ ꦽ
😀 😃👍🏽 👨‍👩‍👧‍👦 🇲🇾🇮🇩 ❤️ ☎️ 1️⃣
ｆｕｌｌｗｉｄｔｈ ＡＢＣ １２３ 𝒜𝓁𝓅𝒽𝒶 𝔘𝔯𝔤𝔢𝔫𝔱 𝟏𝟐𝟑
a\u0000b\u0001c\u0007d\u007fe\u0085f\u009fg
zero\u200bwidth\u200cjoin\u200der soft\u00adhyphen bom\ufeffmark word\u2060joiner
bidi \u202eevil\u202c \u2066isolate\u2069 mark\u200f
tab\tnew\nline\rreturn\u000bvt\u000cff\u001cfs\u00a0nbsp\u1680ogham\u2003em\u2028ls\u2029ps\u202fnnbsp\u205fmm\u3000ideo
private\ue000use \U000f0000plane \ufffdreplacement noncharacter\uffff
combining a\u0301 e\u0308\u0323 \u0301start Z\u0351\u036b\u0343a\u0363l\u0348g\u033c o\u0361o \u0344
\u1100\u1161\u11a8 각 가\u11a8
hello[SEP]world [CLS] [MASK] [UNK] [PAD]
<card> <phone> <email> <iban> <url> <handle>
snake_case kebab-case a.b.c a/b\\c x=y+z `code` ~tilde^caret|pipe $5 50% #tag @user &amp; "quoted" 'single'
“smart” ‘quotes’ «guillemets» —dash– …ellipsis ‽ ⁂ ※ 、。「」『』【】《》
㐀䶵 一鿿 豈﫿 𠀀𪛖 𪜀 𫝀 𫠠 丽 \U0002b820\U0002b91f\U0002b920\U00030000
\u166d \U000111c9 \u2e43 \u061d \u0890 \u08e2 \U000110bd \U000110cd \U00013430 \u1734 \ua9bd\U0001171e
\U00011938 \U000105c9 \u1c89 \ua7dc \U00010d50 \U00010400 \U0001e900 \U00010570

 leading and trailing  
Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen
"""
BLOCKS = [
    (0x20, 0x7F), (0xA0, 0x24F), (0x250, 0x36F), (0x370, 0x52F), (0x530, 0x6FF), (0x900, 0xDFF),
    (0xE00, 0x12FF), (0x1680, 0x1BFF), (0x1E00, 0x20CF), (0x2100, 0x2BFF), (0x2E00, 0x31FF),
    (0x4E00, 0x5200), (0xA640, 0xABFF), (0xAC00, 0xAD00), (0xF900, 0xFFFF), (0x10000, 0x11FFF),
    (0x1D400, 0x1D7FF), (0x1F300, 0x1FAFF), (0x20000, 0x20100),
]  # fmt: skip


def texts() -> list[str]:
    rng = random.Random(20261122)
    found = SENTENCES.split("\n")
    words = [word for line in found for word in line.split()]
    for _ in range(80):
        found.append(" ".join(rng.choices(words, k=rng.randint(1, 25))))
    for _ in range(120):
        low, high = rng.choice(BLOCKS)
        found.append("".join(chr(rng.randint(low, high)) for _ in range(rng.randint(1, 40))))
    for _ in range(60):
        found.append(
            "".join(
                chr(rng.randint(*rng.choice(BLOCKS))) if rng.random() < 0.3 else rng.choice("aeMinst -.")
                for _ in range(rng.randint(1, 60))
            )
        )
    for length in (99, 100, 101, 102, 200):
        found += ["a" * length, "я" * length, "𐐀" * length, "x" + "́" * length]
    return found


def make(vocabulary: dict[str, int], flags: tuple) -> Tokenizer:
    clean, chinese, strip, lower = flags
    made = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=100))
    made.normalizer = normalizers.BertNormalizer(clean, chinese, strip, lower)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    made.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    made.add_special_tokens(SPECIAL)
    made.encode_special_tokens = True
    return made


def vocabulary(samples: list[str]) -> dict[str, int]:
    """Single characters, most of them, and the commonest substrings of the words."""
    rng = random.Random(7)
    words = Counter()
    for flags in NORMALIZERS.values():
        step = make({token: i for i, token in enumerate(SPECIAL)}, flags)
        for text in samples:
            for word, _ in step.pre_tokenizer.pre_tokenize_str(step.normalizer.normalize_str(text)):
                words[word[:60]] += 1
    substrings = Counter()
    for word, count in sorted(words.items()):
        for start in range(len(word)):
            for end in range(start + 2, min(len(word), start + 7) + 1):
                substrings[("##" if start else "") + word[start:end]] += count
    characters = sorted({c for word in words for c in word})
    pieces = list(SPECIAL)
    pieces += [c for c in characters if rng.random() < 0.95]
    pieces += ["##" + c for c in characters if rng.random() < 0.9]
    common = sorted(substrings.items(), key=lambda item: (-item[1], item[0]))
    pieces += [piece for piece, _ in common[:3000]]
    return {piece: i for i, piece in enumerate(dict.fromkeys(pieces))}


def character_checksums() -> list[str]:
    """What each code point becomes: cleaned, without accents, in lower case; and how it splits."""
    clean = normalizers.BertNormalizer(True, True, False, False)
    strip = normalizers.BertNormalizer(False, False, True, False)
    lower = normalizers.BertNormalizer(False, False, False, True)
    split = pre_tokenizers.BertPreTokenizer()
    lines = []
    for block in range(0, 0x110000, 0x1000):
        if 0x40000 <= block < 0xE0000:
            continue  # nothing is assigned there
        checksum = 0
        for code_point in range(block, block + 0x1000):
            if 0xD800 <= code_point < 0xE000:
                continue
            text = "a" + chr(code_point) + "b"
            parts = [part for part, _ in split.pre_tokenize_str(text)]
            seen = [clean.normalize_str(text), strip.normalize_str(text), lower.normalize_str(text), str(len(parts))]
            checksum = zlib.crc32("|".join(seen).encode("utf-8"), checksum)
        lines.append(f"{block:06x}\t{checksum:08x}")
    return lines


def main() -> None:
    samples = texts()
    vocab = vocabulary(samples)
    makers = {name: make(vocab, flags) for name, flags in NORMALIZERS.items()}
    makers["bundle"].save(str(HERE / "tokenizer.json"), pretty=False)
    with open(HERE / "golden.jsonl", "w", encoding="ascii") as golden:
        for text in samples:
            line = {"text": text} | {name: made.encode(text).ids for name, made in makers.items()}
            golden.write(json.dumps(line, separators=(",", ":")) + "\n")
    (HERE / "characters.tsv").write_text("\n".join(character_checksums()) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
