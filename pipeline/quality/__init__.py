"""How far a library can be relied on, told from what is stored: no true answers are needed.

``claims``  stored answers and briefs -> do their quotes still stand, what supports them, what was left out
``library`` the shelf -> copies, and what articles lack
``speed``   questions made from the library -> how long finding and answering takes
"""
