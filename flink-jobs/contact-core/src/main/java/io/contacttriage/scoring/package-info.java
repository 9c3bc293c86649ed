/** What a model says of a contact: topic, urgency, harm, language. */
package io.contacttriage.scoring;
