package io.contacttriage.routing.cel;

import dev.cel.runtime.CelVariableResolver;
import io.contacttriage.contact.ContactFacts;
import io.contacttriage.routing.RoutingMemory;
import io.contacttriage.scoring.Scores;
import java.util.Optional;

/**
 * The variables of one contact, read when a condition first asks: most conditions look at two or
 * three of them. Not thread-safe; one instance serves all conditions of a book for one contact.
 */
public final class ContactVariables implements CelVariableResolver {
  private final ContactView view;
  private final Object[] values = new Object[PolicyVariables.ALL.size()];

  /**
   * Wraps one contact, of which no term list hit.
   *
   * @param scores rounded, see {@link io.contacttriage.routing.ScorePrecision}
   */
  public ContactVariables(Scores scores, ContactFacts facts, RoutingMemory memory) {
    this(new ContactView(scores, facts, memory));
  }

  /** Wraps one contact. */
  public ContactVariables(ContactView view) {
    this.view = view;
  }

  @Override
  public Optional<Object> find(String name) {
    PolicyVariable variable = PolicyVariables.named(name);
    return variable == null ? Optional.empty() : Optional.of(value(variable));
  }

  Object value(PolicyVariable variable) {
    if (variable.slot() == values.length) {
      return variable.value().apply(view);
    }
    Object value = values[variable.slot()];
    if (value == null) {
      value = variable.value().apply(view);
      values[variable.slot()] = value;
    }
    return value;
  }
}
