package io.contacttriage.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThreadTrimmerTest {
  private static final String NEWEST = "My account was hacked yesterday";

  private static String prepare(String body) {
    return new TextPreparer().prepare("", body).text();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "On Mon, 3 Oct 2026 at 10:00, Support <s@x.com> wrote:\n> How may we help?",
        "On Mon, 3 Oct 2026 at 10:00, Support\n<s@x.com> wrote:\n> How may we help?\n>> earlier",
        "On Mon, 3 Oct 2026, Support wrote:\nHow may we help?",
        "-----Original Message-----\nFrom: Support\nHow may we help?",
        "---------- Forwarded message ---------\nHow may we help?",
        "From: Support <s@x.com>\nSent: Monday\nTo: me\nSubject: Help\n\nHow may we help?",
        "*From:* Support\n*Date:* Monday\nHow may we help?",
        "Pada Isn, 3 Okt 2026 pukul 10.00, Support <s@x.com> menulis:\n> Apa kabar?",
        "Dari: Support\nDikirim: Senin\nKepada: saya\nApa kabar?",
        "Daripada: Support\nTarikh: Isnin\nApa khabar?",
        "发件人: Support\n发送时间: 2026年10月3日\n您好",
        "寄件者：Support\n收件者：我\n您好",
        "在2026年10月3日,Support <s@x.com>写道:\n> 您好",
        "Support 於 2026年10月3日 寫道：\n> 您好",
        "-- \nAli bin Abu\nKuala Lumpur",
        "--\nAli",
        "Sent from my iPhone",
        "Sent from Outlook for Android",
        "Get Outlook for iOS",
        "Dihantar daripada iPhone saya",
        "Dikirim dari Yahoo Mail",
        "Dikirim dari ponsel saya",
        "发自我的iPhone",
        "發自我的 iPhone",
      })
  void onlyTheNewestMessageStays(String tail) {
    assertThat(prepare(NEWEST + "\n\n" + tail)).isEqualTo(NEWEST);
    assertThat(prepare(NEWEST + "\r\n" + tail.replace("\n", "\r\n"))).isEqualTo(NEWEST);
  }

  @Test
  void answersBelowTheQuotedTextStay() {
    assertThat(
            prepare("On Mon, 3 Oct 2026, Support wrote:\n> What happened?\n>> Hello\n\n" + NEWEST))
        .isEqualTo(NEWEST);
    assertThat(
            prepare(
                "Hi,\nOn Mon, 3 Oct 2026, Support wrote:\n> What happened?\n"
                    + NEWEST
                    + "\n> And when?\nOn Sunday"))
        .isEqualTo("Hi, " + NEWEST + " On Sunday");
  }

  @Test
  void quotedHtmlBlocksAreRecognised() {
    assertThat(
            prepare(
                "<div>"
                    + NEWEST
                    + "</div><div class=\"gmail_quote\">On Mon, 3 Oct 2026, Support wrote:<br>"
                    + "<blockquote><p>How may we help?</p></blockquote></div>"))
        .isEqualTo(NEWEST);
  }

  @Test
  void wordsThatAPersonQuotesByHandStay() {
    assertThat(prepare("He sent me this:\n> I know where you live\nPlease help"))
        .isEqualTo("He sent me this: > I know where you live Please help");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sent from my iPhone",
        "> only a quote",
        "On Mon, 3 Oct 2026, Support wrote:\n> How may we help?",
        "FYI\n-----Original Message-----\nI will come for you tonight",
        "-- \nAli",
        "-----Original Message-----\nFrom: a\nNo violation found\n-----Original Message-----\n"
            + "From: me\nHe writes each day\n-----\nPlease look again",
        "-----Original Message-----\nFrom: me\nTo: you\nI will come for you tonight",
      })
  void whenNearlyNothingWouldBeLeftEverythingStays(String body) {
    assertThat(prepare(body).replace(" ", "")).hasSameSizeAs(body.replaceAll("[ \n]", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "On Monday he wrote me a threat and I am afraid",
        "Dari: Jakarta\nBarang saya belum sampai juga",
        "Dikirim dari Jakarta kemarin tapi belum sampai",
        "Sent money to my friend",
        "From: my heart, thank you\nfor all of this",
        "Pada hari Senin dia menulis komentar jahat",
        "我在家里写道歉信给他们",
        "a -- b\nc",
        "I like it --\nbut it crashes",
      })
  void sentencesThatLookAlikeStay(String body) {
    assertThat(prepare(body)).isEqualTo(body.replace('\n', ' '));
  }
}
