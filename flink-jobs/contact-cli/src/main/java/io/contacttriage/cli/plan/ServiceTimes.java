package io.contacttriage.cli.plan;

import io.contacttriage.contact.Contact;
import io.contacttriage.scoring.ContactScorer;
import io.contacttriage.scoring.Scores;
import io.contacttriage.scoring.ScoringException;
import io.contacttriage.text.TextRoom;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;

/**
 * How unequal contacts are: a long or doubtful one takes many times what a short, clear one does,
 * and others wait behind it. In CPU time of one thread for text and scoring, one contact at a time.
 *
 * @param meanSeconds of one contact
 * @param variation squared coefficient of variation: variance / mean²; 0 when all are alike
 * @param slowest99Seconds what one contact in a hundred exceeds
 * @param deepShare of contacts that the deep tier was asked for, from 0 to 1
 */
record ServiceTimes(
    double meanSeconds, double variation, double slowest99Seconds, double deepShare) {
  private static final String DEEP = "deep";

  /**
   * Measures.
   *
   * @param warmUps so many of the contacts come first and do not count
   */
  static ServiceTimes measure(List<Contact> contacts, ContactScorer scorer, int warmUps)
      throws ScoringException {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    TextRoom room = new TextRoom();
    double[] seconds = new double[contacts.size() - warmUps];
    int deep = 0;
    for (int i = 0; i < contacts.size(); i++) {
      long before = threads.getCurrentThreadCpuTime();
      List<Scores> scores =
          scorer.score(List.of(room.prepare(contacts.get(i), scorer.tokenizer())));
      if (i >= warmUps) {
        seconds[i - warmUps] = (threads.getCurrentThreadCpuTime() - before) / 1e9;
        deep += scores.get(0).tier().equals(DEEP) ? 1 : 0;
      }
    }
    return of(seconds, deep);
  }

  /**
   * Of measured contacts.
   *
   * @param seconds of each contact; at least one
   * @param deep how many of them asked the deep tier
   */
  static ServiceTimes of(double[] seconds, int deep) {
    double mean = Arrays.stream(seconds).average().orElseThrow();
    double variance = Arrays.stream(seconds).map(s -> (s - mean) * (s - mean)).average().orElse(0);
    double[] sorted = seconds.clone();
    Arrays.sort(sorted);
    return new ServiceTimes(
        mean,
        variance / (mean * mean),
        sorted[Math.min(sorted.length - 1, (int) (sorted.length * 0.99))],
        (double) deep / seconds.length);
  }
}
