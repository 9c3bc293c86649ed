package io.contacttriage.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Through the whole preparer, since digits and signs are brought to one form before. */
class SensitiveDataMaskerTest {
  private static PreparedText prepare(String text) {
    return new TextPreparer().prepare("", text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111111111111111",
        "4111 1111 1111 1111",
        "4111-1111-1111-1111",
        "4111.1111.1111.1111",
        "4111 - 1111 - 1111 - 1111",
        "4111/1111/1111/1111",
        "4111–1111–1111–1111",
        "４１１１１１１１１１１１１１１１",
        "٤١١١ ١١١١ ١١١١ ١١١١",
        "4111\u200b1111\u00ad1111\u20601111",
        "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
        "4111&nbsp;1111&#32;1111 1111",
        "41<b>11</b>111111111111",
        "4111 1111\n1111 1111",
        "𝟒𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏",
        "378282246310005",
        "3782 822463 10005",
        "30569309025904",
        "6212345678901232",
        "6304000000000000000",
        "4222222222222"
      })
  void cardNumbersAreMaskedHoweverTheyAreWritten(String card) {
    assertThat(prepare("my card " + card + " was charged").text())
        .isEqualTo("my card <card> was charged");
    assertThat(prepare("我的卡" + card + "被盗刷").text()).isEqualTo("我的卡<card>被盗刷");
    assertThat(prepare(card).masked()).containsOnlyKeys("card");
  }

  @Test
  void whatStandsAroundACardStays() {
    assertThat(prepare("4111 1111 1111 1111 12/27 123").text()).isEqualTo("<card> 12/27 123");
    assertThat(prepare("order 17, 4111111111111111, thanks").text())
        .isEqualTo("order 17, <card>, thanks");
    assertThat(prepare("4111 1111 1111 1111 5500 0000 0000 0004").masked())
        .containsEntry("card", 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111111111111112",
        "1234567890123456",
        "411111111111",
        "order 20261122000017",
        "0000000000000000",
        "41111111111111111111111111111111"
      })
  void numbersWithoutACheckDigitAreNoCards(String number) {
    assertThat(prepare("x " + number).masked()).doesNotContainKey("card");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DE89370400440532013000", "DE89 3704 0044 0532 0130 00", "de89 3704 0044 0532 0130 00",
        "GB29 NWBK 6016 1331 9268 19", "GB29-NWBK-6016-1331-9268-19", "NO93 8601 1117 947",
        "MT84MALT011000012345MTLCAST001S", "ＤＥ８９３７０４００４４０５３２０１３０００"
      })
  void ibansAreMasked(String iban) {
    assertThat(prepare("pay to " + iban + ", please").text()).isEqualTo("pay to <iban>, please");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DE88370400440532013000",
        "ZZ89370400440532013000",
        "XDE89370400440532013000",
        "DE8937040044053201300",
        "DE893704004405320130001"
      })
  void whatFailsTheCheckIsNoIban(String text) {
    assertThat(prepare(text).masked()).doesNotContainKey("iban");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ali@example.com", "Ali.Bin-Abu+tag@mail.example.co.id", "ALI@EXAMPLE.COM", "a_b%c@x-y.org",
        "ａｌｉ＠ｅｘａｍｐｌｅ．ｃｏｍ", "ali@exa\u200bmple.com", "josé@example.com", "ali&#64;example.com",
        "www.ali.com@example.com", "13812345678@qq.com"
      })
  void mailAddressesAreMasked(String address) {
    assertThat(prepare("write to " + address + ".").text()).isEqualTo("write to <email>.");
  }

  @Test
  void textInAnotherScriptBesideAnAddressStays() {
    assertThat(prepare("我的邮箱是ali@example.com请回复").text()).isEqualTo("我的邮箱是<email>请回复");
    assertThat(prepare("用户@example.com").text()).isEqualTo("<email>");
    assertThat(prepare("<mailto:ali@example.com>").text()).isEqualTo("<mailto:<email>>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+60 12-345 6789",
        "+60123456789",
        "(+60) 12 345 6789",
        "0060123456789",
        "60123456789",
        "012-3456789",
        "011-1234 5678",
        "03-1234 5678",
        "(03) 1234 5678",
        "0123456789",
        "+62 812-3456-7890",
        "0812 3456 7890",
        "081234567890",
        "6281234567890",
        "(021) 1234567",
        "+86 138 1234 5678",
        "13812345678",
        "138-1234-5678",
        "8613812345678",
        "010-12345678",
        "+886 912 345 678",
        "0912345678",
        "0912-345-678",
        "(02) 2345-6789",
        "+65 9123 4567",
        "9123 4567",
        "8123-4567",
        "6591234567",
        "+852 9123 4567",
        "85291234567",
        "5123 4567",
        "+1 (415) 555-0123",
        "(415) 555-0123",
        "415-555-0123",
        "+44 20 7946 0958",
        "+49 (0) 30 901820",
        "０１２-３４５６７８９",
        "٠١٢٣٤٥٦٧٨٩"
      })
  void phoneNumbersAreMasked(String phone) {
    assertThat(prepare("saya " + phone + ", tolong").text()).isEqualTo("saya <phone>, tolong");
    assertThat(prepare("请打" + phone + "给我").text()).isEqualTo("请打<phone>给我");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WhatsApp 87654321",
        "my phone number is 3334445",
        "no hp saya 7654321",
        "nombor telefon: 7654321",
        "手机号是87654321",
        "tel. 7654321"
      })
  void aWordForPhonesMakesAnyNumberOne(String text) {
    assertThat(prepare("call " + text + " now").masked()).containsOnlyKeys("phone");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "order 1234567890",
        "order #0123456789",
        "INV-0123456789",
        "ref 0123456789ab",
        "pesanan 2026112200017",
        "Rp 10.000.000",
        "Rp 1.234.567.890",
        "RM 12,345.60",
        "$1500000",
        "2026-11-22 10:30",
        "22/11/2026 0930",
        "03-10-2026 10:00",
        "03.10.2026 12.30",
        "jam 08.00-17.00 2 hari",
        "12345678",
        "20261122",
        "2026 1122",
        "5000 6000 coins",
        "pukul 09.30, 12.45",
        "version 39.2.0",
        "iOS 17.5.1",
        "1080x1920",
        "id 7345678901234567890",
        "3000 followers 20000 likes",
        "100%",
        "900307-14-5678",
        "500000000 views",
        "php 1234567"
      })
  void otherNumbersStay(String text) {
    assertThat(prepare(text).text()).isEqualTo(text);
    assertThat(prepare(text).masked()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "see https://www.example.com/a?b=c&d=4111111111111111#e. | see <url>.",
        "see HTTP://EXAMPLE.COM/x, | see <url>,",
        "(www.example.com/x) | (<url>)",
        "hxxps://scam.example/login | <url>",
        "scam-shop.com | <url>",
        "shopee.co.id/x | <url>",
        "bit.ly/3xYz | <url>",
        "wa.me/60123456789 | <url>",
        "www.x.com谢谢 | <url>谢谢",
        "https://user:pw@example.com/ | <url>",
        "tiktok.com,please | <url>,please",
        "my account was hacked.my id is lost | my account was hacked.my id is lost",
        "help me.in the app | help me.in the app",
        "e.g. this.or that... ok | e.g. this.or that... ok",
        "and/or w/o n/a 24/7 | and/or w/o n/a 24/7",
      })
  void linksAreMaskedAndSentencesAreNot(String text, String wanted) {
    assertThat(prepare(text).text()).isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "@user_name99 stole my video | <handle> stole my video",
        "请看@tiktok.user。 | 请看<handle>。",
        "(@ab) | (<handle>)",
        "meet @ 5 | meet @ 5",
        "costs 3@5 | costs 3@5",
        "@1234 | @1234",
        "a@b | a@b",
        "f#@king v!@gr@ | f#@king v!@gr@",
      })
  void handlesAreMasked(String text, String wanted) {
    assertThat(prepare(text).text()).isEqualTo(wanted);
  }

  @Test
  void everyKindIsCounted() {
    assertThat(
            prepare(
                    "a@x.com b@x.com +60123456789 4111111111111111 @ali www.x.com "
                        + "DE89370400440532013000")
                .masked())
        .containsEntry("email", 2)
        .containsEntry("phone", 1)
        .containsEntry("card", 1)
        .containsEntry("handle", 1)
        .containsEntry("url", 1)
        .containsEntry("iban", 1)
        .hasSize(6);
  }

  @Test
  void anAccentBehindAPlaceholderIsDropped() {
    assertThat(prepare("4111111111111111\u0338 x").text()).isEqualTo("<card> x");
  }
}
