# Which photos the public sees, and what is covered in them.

meja-act-photo = Photos for everyone
meja-photo-lead = Everyone sees only the photos that you show here. Cover faces, number plates, addresses and letters first. Officers keep the original.
meja-photo-boxes = What is covered
    .hint = Tap the boxes to cover; tap again to uncover.
meja-photo-box = Row { $row }, column { $column }
meja-photo-show = Show to everyone
meja-photo-change = Save
meja-photo-hide = Do not show any more
meja-photo-is-shown = Everyone sees this photo as below.
meja-photo-is-hidden = Nobody outside sees this photo.
meja-photo-not-yet = The report itself is not public yet; the photo shows as soon as it is.
meja-photo-contested = Two offices decided about this photo without knowing of each other, so it is not shown. Decide once more.
meja-photo-shown-one = { $photo } (shown)
meja-photo-not-here = The whole photo has not reached this office yet. Parts of it can be covered once it has.
meja-photo-not-covered = This photo cannot be worked on and stays hidden. Tell the administrator.
meja-deed-photo-shown = Photo shown to everyone
meja-deed-photo-covered = Photo shown to everyone, parts covered
meja-deed-photo-hidden = Photo not shown to everyone any more
meja-refusal-no-photo = The report does not have this photo any more.
meja-refusal-photo-decided = A colleague has just decided about this photo. Look at the boxes, then press the button once more.
