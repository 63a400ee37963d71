"""What a person does from end to end, and the test that holds it.

- the first minute: ``test_ask_and_read.test_from_a_fresh_start_to_the_very_words``
- ask and check: ``test_citations.test_the_article_opens_beside_at_the_words_and_nothing_moves``
- a follow-up: ``test_asking.test_nothing_moves_while_an_answer_grows_and_what_is_typed_stays``
- a decline: ``test_ask_and_read.test_what_the_articles_do_not_say_leads_to_the_nearest_passages``
- a brief from plan to Word, edited and checked again on the way:
  ``test_briefs.test_a_brief_is_planned_written_edited_checked_again_and_downloaded``
- the reader by a link: ``test_ask_and_read.test_a_link_of_its_own_opens_the_same_words``
- two articles side by side: ``test_compare.test_from_a_title_to_the_words_that_differ``
- a story that changed: ``test_revisions.test_a_cited_passage_that_changed_is_marked_shown_and_left_again``
- ten thousand articles: ``test_many.test_ten_thousand_articles_are_leafed_through_narrowed_searched_asked_and_deleted``
- a folder in, labelled and out: ``test_library.test_a_dropped_folder_goes_in_is_labelled_exported_and_goes_out``
- sign-in: ``test_people.test_an_editor_adds_and_asks_and_a_reader_neither_adds_nor_sees_what_was_asked``
- a narrow screen: ``test_ask_and_read.test_nothing_is_wider_than_a_narrow_screen``
- the keyboard alone: ``test_ask_and_read.test_the_keyboard_is_enough``
- the dark theme: ``test_accessibility.test_no_page_has_a_serious_fault``
- hostile text on every page: ``test_hostile.test_no_text_becomes_markup_or_widens_a_page``
"""
