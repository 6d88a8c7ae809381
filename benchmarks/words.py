"""The words that generated documents are made of: names of many cultures, states, places, topics.

In: nothing. Out: tables. Never: a person who exists; given and family names are common ones, put together by chance.
"""

# culture: (given names of women, given names of men, family names, family name first)
NAMES = {
    "akan": ("Abena Akosua Efua Esi Yaa", "Kofi Kwabena Kwame Yaw Kojo", "Asante Boateng Mensah Osei Owusu", False),
    "arabic": (
        "Amal Huda Layla Nadia Salma",
        "Bilal Hisham Khalid Tariq Yousef",
        "Al-Amri Haddad Mansour Qasim Saleh",
        False,
    ),
    "bengali": (
        "Farida Nasrin Rehana Shirin Tahmina",
        "Anwar Kamal Mahbub Rafiq Shafiq",
        "Chowdhury Hossain Miah Sarkar Talukder",
        False,
    ),
    "chinese": (
        "Lihua Meiling Xiaoyan Yuzhen Zhilan",
        "Guoqiang Jianhua Weimin Yongfu Zhigang",
        "Chen Huang Liang Zhao Zhou",
        True,
    ),
    "czech": (
        "Božena Dana Jiřina Květa Zdeňka",
        "Bohumil Jaroslav Luboš Přemysl Zdeněk",
        "Dvořák Horák Němec Šimek Vávra",
        False,
    ),
    "dutch": (
        "Anneke Femke Liesbeth Marijke Saskia",
        "Diederik Gerrit Joost Maarten Pieter",
        "de Groot van den Berg Kuipers Mulder Vermeer",
        False,
    ),
    "fijian": (
        "Adi Litia Mere Salote Vani",
        "Epeli Inoke Jone Ratu Sitiveni",
        "Bale Cama Naivalu Ratuva Vakatale",
        False,
    ),
    "finnish": (
        "Aino Helmi Kaisa Päivi Tuula",
        "Antero Eero Jukka Väinö Yrjö",
        "Hämäläinen Koskela Lehtinen Mäkelä Niemi",
        False,
    ),
    "french": (
        "Agnès Clémence Hélène Noémie Solène",
        "Benoît Étienne Gaël Jérôme Rémi",
        "Beaufort Chevallier Delorme Lefèvre Marchand",
        False,
    ),
    "german": (
        "Annegret Birgit Heike Jutta Käthe",
        "Dietmar Götz Jürgen Lothar Rüdiger",
        "Brückner Hoffmann Krüger Schäfer Vogel",
        False,
    ),
    "greek": (
        "Despina Eleni Kalliopi Ourania Vasiliki",
        "Apostolos Dimitris Lefteris Spyros Thanos",
        "Alexiou Kanellos Lambros Stergiou Zervas",
        False,
    ),
    "hungarian": (
        "Ágnes Erzsébet Ilona Piroska Zsófia",
        "Attila Csaba Ferenc Gyula Zoltán",
        "Balogh Fehér Kovács Szalai Vörös",
        True,
    ),
    "indonesian": (
        "Dewi Indah Lestari Ratna Wulan",
        "Agus Bambang Budi Hendra Slamet",
        "Gunawan Hartono Kusuma Santoso Wijaya",
        False,
    ),
    "irish": (
        "Aoife Gráinne Niamh Róisín Siobhán",
        "Cathal Donal Eoin Pádraig Tadhg",
        "Byrne Doherty Gallagher Ó Briain Ní Dhomhnaill",
        False,
    ),
    "japanese": (
        "Chiyo Fumiko Haruka Michiko Yoko",
        "Hideo Kenji Masato Shigeru Takeshi",
        "Fujimoto Ishida Matsuda Nakagawa Ueno",
        False,
    ),
    "kenyan": (
        "Achieng Chebet Muthoni Nyambura Wanjiru",
        "Barasa Kipchoge Mwangi Ochieng Wafula",
        "Kamau Kiprono Mutua Odhiambo Wekesa",
        False,
    ),
    "korean": (
        "Eun-ji Hye-jin Min-seo Soo-yeon Yoo-jung",
        "Dong-hyun Jae-sung Min-jae Sang-woo Tae-young",
        "Han Jung Kang Seo Yoon",
        True,
    ),
    "portuguese": (
        "Conceição Inês Leonor Lúcia Teresa",
        "Álvaro Duarte Gonçalo João Tomás",
        "Abrantes Figueiredo Magalhães Pacheco Simões",
        False,
    ),
    "samoan": (
        "Fetu Lagi Moana Sina Tala",
        "Alofa Fetui Ioane Malo Tavita",
        "Faleolo Leavasa Matagi Seumanu Tuilagi",
        False,
    ),
    "spanish": (
        "Beatriz Consuelo Inés Lucía Rocío",
        "Andrés Ignacio Joaquín Martín Raúl",
        "Ibáñez Muñoz Quiroga Rendón Zúñiga",
        False,
    ),
    "swedish": (
        "Åsa Gunilla Kerstin Märta Ulla",
        "Åke Göran Håkan Lennart Sören",
        "Bergström Lindqvist Nyström Öberg Sjögren",
        False,
    ),
    "thai": (
        "Kanya Malee Pensri Suda Wanida",
        "Anan Chai Kittisak Somchai Wichai",
        "Boonmee Chaiyaporn Rattanakul Srisai Wongsa",
        False,
    ),
    "turkish": (
        "Ayşe Çiğdem Gülten Nurcan Şengül",
        "Çetin Doğan İlhan Orhan Şükrü",
        "Akyol Bozkurt Günay Öztürk Yıldız",
        False,
    ),
    "vietnamese": ("Hạnh Hương Ngọc Thủy Yến", "Dũng Hùng Khoa Sơn Tuấn", "Bùi Đặng Dương Lê Văn", True),
    "zulu": (
        "Ayanda Nomvula Thandeka Zanele Zodwa",
        "Bheki Mandla Sibusiso Sipho Themba",
        "Cele Khumalo Mkhize Ndlovu Zungu",
        False,
    ),
}

# state: (formal name, capital, another city, the people's adjective, culture of its names, its offices)
REPUBLIC = ("President", "Prime Minister", "Minister for Foreign Affairs", "Speaker of Parliament")
KINGDOM = ("Prime Minister", "Deputy Prime Minister", "Minister for Foreign Affairs", "Minister of Justice")
FEDERAL = ("Federal Chancellor", "Federal President", "Federal Minister for Foreign Affairs", "Minister of Economy")
STATES = {
    "Austria": ("Republic of Austria", "Vienna", "Graz", "Austrian", "german", FEDERAL),
    "Bangladesh": ("People's Republic of Bangladesh", "Dhaka", "Chattogram", "Bangladeshi", "bengali", REPUBLIC),
    "Belgium": ("Kingdom of Belgium", "Brussels", "Ghent", "Belgian", "dutch", KINGDOM),
    "Brazil": ("Federative Republic of Brazil", "Brasília", "Salvador", "Brazilian", "portuguese", REPUBLIC),
    "Chile": ("Republic of Chile", "Santiago", "Valparaíso", "Chilean", "spanish", REPUBLIC),
    "China": ("People's Republic of China", "Beijing", "Chengdu", "Chinese", "chinese", REPUBLIC),
    "Costa Rica": ("Republic of Costa Rica", "San José", "Cartago", "Costa Rican", "spanish", REPUBLIC),
    "Czechia": ("Czech Republic", "Prague", "Brno", "Czech", "czech", REPUBLIC),
    "Egypt": ("Arab Republic of Egypt", "Cairo", "Alexandria", "Egyptian", "arabic", REPUBLIC),
    "Fiji": ("Republic of Fiji", "Suva", "Nadi", "Fijian", "fijian", REPUBLIC),
    "Finland": ("Republic of Finland", "Helsinki", "Turku", "Finnish", "finnish", REPUBLIC),
    "France": ("French Republic", "Paris", "Strasbourg", "French", "french", REPUBLIC),
    "Ghana": ("Republic of Ghana", "Accra", "Kumasi", "Ghanaian", "akan", REPUBLIC),
    "Greece": ("Hellenic Republic", "Athens", "Thessaloniki", "Greek", "greek", REPUBLIC),
    "Hungary": ("Hungary", "Budapest", "Szeged", "Hungarian", "hungarian", REPUBLIC),
    "Indonesia": ("Republic of Indonesia", "Jakarta", "Bandung", "Indonesian", "indonesian", REPUBLIC),
    "Ireland": ("Ireland", "Dublin", "Galway", "Irish", "irish", REPUBLIC),
    "Japan": ("Japan", "Tokyo", "Kyoto", "Japanese", "japanese", KINGDOM),
    "Jordan": ("Hashemite Kingdom of Jordan", "Amman", "Aqaba", "Jordanian", "arabic", KINGDOM),
    "Kenya": ("Republic of Kenya", "Nairobi", "Mombasa", "Kenyan", "kenyan", REPUBLIC),
    "Morocco": ("Kingdom of Morocco", "Rabat", "Marrakesh", "Moroccan", "arabic", KINGDOM),
    "Netherlands": ("Kingdom of the Netherlands", "Amsterdam", "The Hague", "Dutch", "dutch", KINGDOM),
    "Peru": ("Republic of Peru", "Lima", "Cusco", "Peruvian", "spanish", REPUBLIC),
    "Portugal": ("Portuguese Republic", "Lisbon", "Porto", "Portuguese", "portuguese", REPUBLIC),
    "Samoa": ("Independent State of Samoa", "Apia", "Salelologa", "Samoan", "samoan", KINGDOM),
    "South Africa": ("Republic of South Africa", "Pretoria", "Durban", "South African", "zulu", REPUBLIC),
    "South Korea": ("Republic of Korea", "Seoul", "Busan", "Korean", "korean", REPUBLIC),
    "Spain": ("Kingdom of Spain", "Madrid", "Seville", "Spanish", "spanish", KINGDOM),
    "Sweden": ("Kingdom of Sweden", "Stockholm", "Uppsala", "Swedish", "swedish", KINGDOM),
    "Thailand": ("Kingdom of Thailand", "Bangkok", "Chiang Mai", "Thai", "thai", KINGDOM),
    "Türkiye": ("Republic of Türkiye", "Ankara", "Izmir", "Turkish", "turkish", REPUBLIC),
    "Viet Nam": ("Socialist Republic of Viet Nam", "Hanoi", "Da Nang", "Vietnamese", "vietnamese", REPUBLIC),
}

BODIES = {
    "United Nations": ("Secretary-General", "New York"),
    "African Union": ("Chairperson of the Commission", "Addis Ababa"),
    "Association of Southeast Asian Nations": ("Secretary-General", "Jakarta"),
    "Council of Europe": ("Secretary General", "Strasbourg"),
    "Organization of American States": ("Secretary General", "Washington"),
    "Pacific Islands Forum": ("Secretary General", "Suva"),
    "World Health Organization": ("Director-General", "Geneva"),
}

TOPICS = """
    Cross-Border Groundwater|the Protection of Migratory Birds|Mutual Assistance in Criminal Matters
    Safe Maritime Routes|the Return of Cultural Property|Cooperation in Space Weather
    Plastic Waste at Sea|the Recognition of Diplomas
    Early Warning of Earthquakes|the Safety of Small Fisheries|Digital Signatures|Landlocked Transit Trade
    the Conservation of Peatlands|Disaster Relief Flights|the Rights of Seasonal Workers|Mountain Rescue
""".replace("\n", "|").split("|")
TOPICS = sorted(topic.strip() for topic in TOPICS if topic.strip())

SUBJECTS = """
    trade and investment|climate adaptation|food security|vocational training|air links|renewable energy
    the protection of refugees|peacekeeping|digital government|public health|water management|tourism
""".replace("\n", "|").split("|")
SUBJECTS = sorted(subject.strip() for subject in SUBJECTS if subject.strip())

REMARKS = (
    "Small states need clear rules, and clear rules need friends",
    "What we sign today will be measured by what we do tomorrow",
    "No country can close its door on the weather",
    "Our two peoples have waited long enough for this bridge",
    "Trust is built in years of patient work, not in an afternoon",
    "We do not ask for charity, we ask for a fair hearing",
    "The sea that lies between us is also the road that joins us",
    "Words on paper are a beginning, and a beginning matters",
)

BOILERPLATE = (
    "See more",
    "Back to top",
    "Share this article",
    "Photo: Ministry press service",
    "Follow us for the latest news",
    "© All rights reserved",
    "Related stories",
)
