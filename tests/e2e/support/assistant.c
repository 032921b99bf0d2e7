#include "assistant.h"

#define CONSENT "The customer agrees to their contact data being given to Microsoft"

static void
fill_person (Screen *screen, const char *window, const char *first, const char *last)
{
  g_autofree char *lower_first = g_ascii_strdown (first, -1);
  g_autofree char *lower_last = g_ascii_strdown (last, -1);
  g_autofree char *email = g_strdup_printf ("%s.%s@fabrikam.example", lower_first, lower_last);

  screen_type (screen, window, "First name", 0, first);
  screen_type (screen, window, "Last name", 0, last);
  screen_type (screen, window, "Phone", 0, "+46 40 100");
  screen_type (screen, window, "E-mail", 0, email);
}

void
assistant_next (Screen *screen, const char *window, const char *page)
{
  screen_press (screen, window, ROLE_PUSH_BUTTON, "Next");
  screen_wait_selected (screen, window, page);
}

void
assistant_customer (Screen *screen, const char *customer, AssistantContact contact)
{
  const char *window = ASSISTANT_WINDOW;

  screen_press (screen, MAIN_WINDOW, ROLE_PUSH_BUTTON, "New Deal");
  screen_type (screen, window, "Country", 0, "Sweden");
  screen_type (screen, window, "Customer name", 0, customer);
  screen_press (screen, window, ROLE_PUSH_BUTTON, "Enter the Address by Hand");
  screen_type (screen, window, "Address line 1", 0, "Storgatan 1");
  screen_type (screen, window, "City", 0, "Malmö");
  if (contact == CONTACT_WITH_CONSENT)
    {
      fill_person (screen, window, "Sara", "Ek");
      screen_choose (screen, window, CONSENT);
    }
  assistant_next (screen, window, "Deal Details");
}

void
assistant_details (Screen *screen, const char *name)
{
  screen_type (screen, ASSISTANT_WINDOW, "Deal name", 0, name);
  screen_type (screen, name, "Location", 0, "1234567");
  screen_type (screen, name, "Estimated value", 0, "250000");
  screen_type (screen, name, "Currency", 0, "SEK");
  screen_type (screen, name, "Estimated close date", 0, "2099-01-15");
  screen_type (screen, name, "Notes", 0, "Wants a pilot in March.");
  assistant_next (screen, name, "Team");
}

void
assistant_team (Screen *screen, const char *window)
{
  fill_person (screen, window, "Ola", "Lind");
  screen_press (screen, window, ROLE_PUSH_BUTTON, "Add");
  assistant_next (screen, window, "Solutions");
}

void
assistant_solution (Screen *screen, const char *window, const char *solution, const char *next)
{
  screen_choose (screen, window, solution);
  assistant_next (screen, window, next);
}

void
assistant_help (Screen *screen, const char *window, const char *kind, const char *notes)
{
  screen_choose (screen, window, kind);
  if (notes != NULL)
    screen_type (screen, window, "Notes to Microsoft", 0, notes);
}

void
assistant_visible (Screen *screen, const char *window, gboolean visible)
{
  screen_choose (screen, window, visible ? "Yes" : "No");
}

/* C13: from the page of the help to a partner that is invited, and back to the list of them. */
void
assistant_partner (Screen *screen, const char *window, const char *partner)
{
  g_autofree char *edit = g_strconcat ("Edit ", partner, NULL);

  assistant_next (screen, window, "Partners");
  screen_press (screen, window, ROLE_PUSH_BUTTON, "Invite Partner");
  screen_type (screen, window, "Partner", 0, partner);
  screen_type (screen, window, "Estimated value", 0, "200000");
  screen_type (screen, window, "Add a solution", 0, "Tailwind Rollout");
  screen_press (screen, window, ROLE_PUSH_BUTTON, "Tailwind Rollout");
  screen_type (screen, window, "Notes for the partner", 0, "The rollout in Norway.");
  screen_press (screen, window, ROLE_PUSH_BUTTON, "Done");
  screen_wait (screen, window, ROLE_PUSH_BUTTON, "Invite Another Partner");
  screen_wait (screen, window, ROLE_PUSH_BUTTON, edit);
  assistant_next (screen, window, "Review");
}

void
assistant_past_partners (Screen *screen, const char *window)
{
  assistant_next (screen, window, "Partners");
  assistant_next (screen, window, "Review");
}

void
assistant_to_review (Screen *screen, const char *window)
{
  assistant_next (screen, window, "Review");
}

void
assistant_create (Screen *screen, const char *window, const char *button)
{
  static const char *const offline = "Create: Will Be Sent When Online";

  /* without a network it is the one or the other, by whether that was noticed yet */
  screen_press (screen, window, ROLE_PUSH_BUTTON,
                screen_wait_either (screen, window, ROLE_PUSH_BUTTON, button, offline));
  screen_wait_gone (screen, window, ROLE_ANY, window);
  screen_press (screen, MAIN_WINDOW, ROLE_PAGE_TAB, "Outbound");
  screen_wait_row (screen, window, "Waiting to be sent");
}
