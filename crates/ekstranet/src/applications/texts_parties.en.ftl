applications-to-parties = Joint joining: joined parties
applications-fault-joined-through-other = You need not apply yourselves. Ask the main joiner to add you as a joined party. When it has done so, you see it on your home page and confirm the joining. You can discard this draft.
applications-joined-already = You are a joined party of this service already. The main joiner is { $names }. If you apply directly, the joint joining ends on the day on which your own production use begins.
applications-finding-parties = Joined parties: { $count }. See them and what the registers say on the page of joined parties.
applications-finding-no-parties = The main joiner has listed no joined party.
applications-finding-joined = The applicant is a joined party of this service. The main joiner is { $names }.
