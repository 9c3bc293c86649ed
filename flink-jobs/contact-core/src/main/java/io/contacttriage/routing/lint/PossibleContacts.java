package io.contacttriage.routing.lint;

import io.contacttriage.routing.cel.PolicyVariable;
import io.contacttriage.routing.cel.PolicyVariables;
import io.contacttriage.scoring.HarmLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What ties the variables of a contact to each other: shares sum to 1, a flag goes with its score,
 * who wrote twice today wrote twice this week.
 */
final class PossibleContacts {
  private static final List<String> MEMORY =
      List.of("memory.contacts_1d", "memory.contacts_7d", "memory.contacts_30d");

  private final ContactSpace space;
  private final List<List<Predicate<Domains>>> tiesBySlot = new ArrayList<>();

  PossibleContacts(ContactSpace space, FlagLimits limits) {
    this.space = space;
    for (int slot = 0; slot < space.size(); slot++) {
      tiesBySlot.add(new ArrayList<>());
    }
    for (ScoreShares head : List.of(ScoreShares.TOPICS, ScoreShares.URGENCIES)) {
      tie(head.variables(), domains -> head.possible(space, domains));
    }
    for (HarmLabel label : HarmLabel.values()) {
      PolicyVariable flag = PolicyVariables.named("flagged." + label.label());
      PolicyVariable score = PolicyVariables.named("harm." + label.label());
      int flaggedFrom = limits.flaggedFrom().get(label);
      int unflaggedTo = limits.unflaggedTo().get(label);
      tie(
          List.of(flag, score),
          domains ->
              (domains.of(flag).get(1) && highest(score, domains) >= flaggedFrom)
                  || (domains.of(flag).get(0) && lowest(score, domains) <= unflaggedTo));
    }
    List<PolicyVariable> memory = MEMORY.stream().map(PolicyVariables::named).toList();
    tie(
        memory,
        domains ->
            lowest(memory.get(0), domains) <= highest(memory.get(1), domains)
                && lowest(memory.get(1), domains) <= highest(memory.get(2), domains)
                && lowest(memory.get(0), domains) <= highest(memory.get(2), domains));
  }

  private void tie(List<PolicyVariable> variables, Predicate<Domains> possible) {
    variables.forEach(variable -> tiesBySlot.get(variable.slot()).add(possible));
  }

  /**
   * False only when there is no such contact.
   *
   * @param slot of the variable whose domain was narrowed last; the others were possible before
   */
  boolean possible(Domains domains, int slot) {
    return !domains.of(slot).isEmpty()
        && tiesBySlot.get(slot).stream().allMatch(tie -> tie.test(domains));
  }

  private int lowest(PolicyVariable variable, Domains domains) {
    return space.cells(variable).lowest(domains.of(variable));
  }

  private int highest(PolicyVariable variable, Domains domains) {
    return space.cells(variable).highest(domains.of(variable));
  }
}
